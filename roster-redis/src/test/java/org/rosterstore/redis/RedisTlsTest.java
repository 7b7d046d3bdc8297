package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Outcome;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;

/** Whom a store over TLS trusts, and what it says of whom it does not. */
class RedisTlsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String HERE = "san=dns:localhost,ip:127.0.0.1";
    private static final BareJid OWNER = BareJid.of("owner@tls.example");

    @TempDir
    private static Path directory;

    private static RedisServer server;
    private static Certificate right;
    private static TlsFront front;

    @BeforeAll
    static void start() throws Exception {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer();
        right = new Certificate(directory, "right", "-ext", HERE);
        front = new TlsFront(right, server.address());
    }

    @AfterAll
    static void stop() throws IOException {
        if (front != null) {
            front.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static RosterStore open(String scheme, int port, String options) {
        return RosterStores.open("%s://:%s@127.0.0.1:%d?timeout=%dms%s"
                .formatted(scheme, Failure.SECRET, port, DEADLINE.toMillis(), options));
    }

    private static void expectDistrust(TlsFront shown, String words, String options) {
        Failure.undone(StoreConfigurationException.class, DEADLINE, words, () -> open("rediss", shown.port(), options));
    }

    @Test
    void whoIsTrustedIsUsed() {
        try (RosterStore store = open("rediss", front.port(), "&ca=" + right.pem())) {
            assertThat(store.commit(OWNER, RosterEdit.put(RosterItem.of(OWNER))).counter())
                    .isPositive();
            store.erase(OWNER);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
        Certificate other = new Certificate(directory, "other", "-ext", HERE);
        expectDistrust(front, "certificate that is not trusted", "");
        expectDistrust(front, "certificate that is not trusted", "&ca=" + other.pem());
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
        Certificate elsewhere = new Certificate(directory, "elsewhere", "-ext", "san=dns:elsewhere.example");
        try (TlsFront shown = new TlsFront(elsewhere, server.address())) {
            expectDistrust(shown, "127.0.0.1 found", "&ca=" + elsewhere.pem());
        }
    }

    @Test
    void aCertificateThatHasExpiredIsNotTrusted() throws Exception {
        Certificate past = new Certificate(directory, "past", "-ext", HERE, "-startdate", "-3d", "-validity", "1");
        try (TlsFront shown = new TlsFront(past, server.address())) {
            expectDistrust(shown, "certificate", "&ca=" + past.pem());
        }
    }

    @Test
    void whereOneEndSpeaksTlsAloneThatIsTold() {
        Failure.undone( // the server takes what it is sent for the beginning of a command
                StoreUnavailableException.class,
                DEADLINE,
                "over TLS",
                () -> open("rediss", server.address().getPort(), "&ca=" + right.pem()));
        Failure.undone(StoreConfigurationException.class, DEADLINE, "TLS", () -> open("redis", front.port(), ""));
    }

    @Test
    void filesOfCertificatesThatAreNoneAreNamed() throws IOException {
        Path garbage = Files.writeString(directory.resolve("garbage.pem"), "no certificate");
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        for (Path file : new Path[] {garbage, empty, directory.resolve("none.pem")}) {
            for (String scheme : new String[] {"rediss", "redis-cluster", "redis"}) {
                assertThatThrownBy(() -> open(scheme, front.port(), "&ca=" + file))
                        .isInstanceOf(StoreConfigurationException.class)
                        .hasMessageContaining(file.getFileName().toString());
            }
        }
    }

    /** Closing such a connection would wait for the write, if nobody saw to that. */
    @Test
    void aWriteThatFillsAllBuffersEndsByItsDeadline() {
        try (RosterStore store = open("rediss", front.port(), "&ca=" + right.pem())) {
            store.commit(OWNER, RosterEdit.nothing());
            RosterEdit huge = RedisPausedTest.HUGE; // which takes a while
            server.pause();
            try {
                StoreUnavailableException failure =
                        Failure.of(StoreUnavailableException.class, DEADLINE, () -> store.commit(OWNER, huge));
                assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                Failure.of(StoreUnavailableException.class, DEADLINE, () -> store.load(OWNER));
            } finally {
                server.resume();
            }
            store.load(OWNER);
        }
    }
}
