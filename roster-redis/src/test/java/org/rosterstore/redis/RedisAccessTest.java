package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Users that the server does not let in, or does not any more; {@link RedisAclTest} has what they may do there. */
class RedisAccessTest {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final BareJid OWNER = BareJid.of("owner@guarded.example");
    private static final String PASSWORD = Failure.SECRET + "-of-all";

    private static RedisServer server;

    @BeforeAll
    static void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer("requirepass " + PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String uri(String user) {
        return server.uri("").replace("redis://", "redis://" + user);
    }

    private static void ask(String command) {
        try (RawRedis admin = new RawRedis(uri(":" + PASSWORD + "@"))) {
            String[] words = command.split(" ", -1);
            CommandArguments all = new CommandArguments(Command.valueOf(words[0]));
            for (int i = 1; i < words.length; i++) {
                all.add(words[i]);
            }
            admin.ask(0, all);
        }
    }

    private static void expectRefusal(String user, String words) {
        Failure.undone(StoreConfigurationException.class, DEADLINE, words, () -> RosterStores.open(uri(user)));
    }

    @Test
    void wrongPasswordsAndUnknownUsersAreNamedAsWhatTheyAre() {
        expectRefusal("", "NOAUTH");
        expectRefusal(":" + Failure.SECRET + "-wrong@", "WRONGPASS");
        expectRefusal("nobody:" + Failure.SECRET + "@", "WRONGPASS");
        ask("ACL SETUSER off off >%s ~* &* +@all".formatted(Failure.SECRET));
        expectRefusal("off:" + Failure.SECRET + "@", "WRONGPASS");
        ask("ACL SETUSER bare on >%s".formatted(Failure.SECRET));
        expectRefusal("bare:" + Failure.SECRET + "@", "NOPERM");
    }

    @Test
    void whoIsShutOutWhileTheStoreIsOpenIsToldAndLetInAgain() {
        ask("ACL SETUSER guest on >%s ~* &* +@all".formatted(Failure.SECRET));
        try (RosterStore store = RosterStores.open(uri("guest:" + Failure.SECRET + "@"))) {
            Revision revision = store.commit(OWNER, RosterEdit.nothing());
            ask("ACL SETUSER guest -@all");
            Failure.undone(
                    StoreConfigurationException.class,
                    DEADLINE,
                    "NOPERM",
                    () -> store.commit(OWNER, RosterEdit.nothing()));
            Failure.undone(StoreConfigurationException.class, DEADLINE, "NOPERM", () -> store.load(OWNER));
            ask("ACL SETUSER guest +@all");
            ask("ACL SETUSER guest resetpass >other"); // those who are in stay
            assertThat(store.revision(OWNER)).isEqualTo(revision);
            ask("ACL DELUSER guest"); // which ends its connections
            Failure.undone(StoreConfigurationException.class, DEADLINE, "WRONGPASS", () -> store.load(OWNER));
            ask("ACL SETUSER guest on >%s ~* &* +@all".formatted(Failure.SECRET));
            assertThat(store.commit(OWNER, RosterEdit.nothing()).counter()).isEqualTo(2);
        }
    }
}
