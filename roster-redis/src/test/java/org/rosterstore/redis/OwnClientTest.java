package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import redis.clients.jedis.RedisClient;

/** A client of one's own, as docs/redis.md takes it from here. */
class OwnClientTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");

    @BeforeAll
    static void findServer() {
        SharedRedis.orSkip();
    }

    @Test
    void aStoreIsOpenedOverItAndDoesNotCloseIt() throws IOException {
        try (RedisServer server = new RedisServer()) {
            int port = server.address().getPort();
            // tag::own-client[]
            RedisClient client = RedisClient.create("127.0.0.1", port);
            RosterStore store = RedisRosterStore.over(client)
                    .prefix("bot:roster:")
                    .deadline(Duration.ofSeconds(2))
                    .open();
            // end::own-client[]
            try (client) {
                store.commit(ROMEO, RosterEdit.ver("1"));
                store.close();
                assertThat(client.exists("bot:roster:{romeo@montague.example}")).isTrue();
            }
        }
    }
}
