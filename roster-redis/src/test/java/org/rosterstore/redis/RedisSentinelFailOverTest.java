package org.rosterstore.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.rosterstore.spi.StoreUri;

/** The master that Sentinel has appointed fails: that of the store URI in the property {@code roster.test.redis.sentinel}. */
class RedisSentinelFailOverTest extends FailOverTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topology TOPOLOGY = new Topology("sentinel");

    private final Sentinels group = new Sentinels();

    @BeforeAll
    static void findServers() {
        TOPOLOGY.orSkip();
    }

    @Override
    RedisGroup group() {
        return group;
    }

    private static final class Sentinels implements RedisGroup {

        private final String uri = TOPOLOGY.orSkip();
        private final StoreUri parsed = StoreUri.parse(uri);
        private final String name =
                RedisRosterStoreProvider.options(parsed).text("master").orElseThrow();
        private final List<GroupMember> sentinels = parsed.hosts().stream()
                .map(host -> new GroupMember(host.name(), host.port().orElseThrow()))
                .toList();

        @Override
        public String uri(String options) {
            return uri + "&" + options;
        }

        @Override
        public int replicas() {
            return 2;
        }

        @Override
        public GroupMember master() {
            return masterOf(sentinels.get(0));
        }

        private GroupMember masterOf(GroupMember sentinel) {
            List<?> address = (List<?>) sentinel.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name);
            return GroupMember.of(address.get(0), address.get(1));
        }

        @Override
        public List<GroupMember> copies() {
            List<?> all = (List<?>) sentinels.get(0).ask("SENTINEL", "REPLICAS", name);
            return all.stream()
                    .map(fields -> (List<?>) fields)
                    .map(fields -> GroupMember.of(fields.get(3), fields.get(5))) // after name, ip and port
                    .toList();
        }

        @Override
        public void failOver() {
            GroupMember before = master();
            sentinels.get(0).ask("SENTINEL", "FAILOVER", name);
            awaitOther(before);
        }

        @Override
        public void forceFailOver() {
            awaitOther(master()); // they notice it by themselves
        }

        private void awaitOther(GroupMember before) {
            await().atMost(PATIENCE)
                    .until(() -> sentinels.stream().noneMatch(it -> masterOf(it).equals(before)));
        }

        @Override
        public void awaitHealth() {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(this::isHealthy);
        }

        private boolean isHealthy() {
            GroupMember master = master();
            Map<String, String> said = master.info("replication");
            return sentinels.stream().allMatch(it -> masterOf(it).equals(master))
                    && said.get("role").equals("master")
                    && said.get("slave0").contains("state=online")
                    && said.get("slave1").contains("state=online")
                    && copies().stream().allMatch(it -> isCopying(it.info("replication"), master))
                    && sentinels.stream().allMatch(this::isContent);
        }

        private static boolean isCopying(Map<String, String> said, GroupMember master) {
            return said.get("role").equals("slave")
                    && said.get("master_port").equals(String.valueOf(master.port()))
                    && said.get("master_link_status").equals("up");
        }

        /** Knows of nobody who is down, and of no fail-over. */
        private boolean isContent(GroupMember sentinel) {
            List<?> all = (List<?>) sentinel.ask("SENTINEL", "REPLICAS", name);
            List<?> master = (List<?>) sentinel.ask("SENTINEL", "MASTER", name);
            return flags(master).equals("master")
                    && all.stream().allMatch(fields -> flags((List<?>) fields).equals("slave"));
        }

        private static String flags(List<?> fields) {
            for (int i = 0; i < fields.size(); i += 2) {
                if (GroupMember.text(fields.get(i)).equals("flags")) {
                    return GroupMember.text(fields.get(i + 1));
                }
            }
            return "";
        }
    }
}
