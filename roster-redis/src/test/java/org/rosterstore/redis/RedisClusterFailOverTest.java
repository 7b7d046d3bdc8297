package org.rosterstore.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.rosterstore.spi.StoreUri;
import org.rosterstore.testing.NumberedOwner;

/** A master of a cluster fails: that of the store URI in the property {@code roster.test.redis.cluster}. */
class RedisClusterFailOverTest extends FailOverTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topology TOPOLOGY = new Topology("cluster");
    private static final int SLOT = new OwnerKeys(new Keyspace(RedisBuilder.PREFIX), NumberedOwner.ROMEO.jid()).slot();

    private final Cluster group = new Cluster();

    @BeforeAll
    static void findServers() {
        TOPOLOGY.orSkip();
    }

    @Override
    RedisGroup group() {
        return group;
    }

    private static final class Cluster implements RedisGroup {

        private final String uri = TOPOLOGY.orSkip();
        private final List<GroupMember> nodes = StoreUri.parse(uri).hosts().stream()
                .map(host -> new GroupMember(host.name(), host.port().orElseThrow()))
                .toList();

        /** One that has nothing to do with the slot, and so is never paused. */
        private final GroupMember bystander;

        Cluster() {
            List<GroupMember> concerned = holders(nodes.get(0)).toList();
            this.bystander = nodes.stream()
                    .filter(node -> !concerned.contains(node))
                    .findFirst()
                    .orElseThrow();
        }

        /** Who has the slot, the master first. */
        private static Stream<GroupMember> holders(GroupMember asked) {
            return ((List<?>) asked.ask("CLUSTER", "SLOTS"))
                    .stream()
                            .map(range -> (List<?>) range)
                            .filter(range -> (Long) range.get(0) <= SLOT && SLOT <= (Long) range.get(1))
                            .flatMap(range -> range.stream().skip(2))
                            .map(holder -> (List<?>) holder)
                            .map(holder -> GroupMember.of(holder.get(0), holder.get(1)));
        }

        @Override
        public String uri(String options) {
            return uri + "?" + options;
        }

        @Override
        public int replicas() {
            return 1;
        }

        @Override
        public GroupMember master() {
            return holders(bystander).findFirst().orElseThrow();
        }

        @Override
        public List<GroupMember> copies() {
            return holders(bystander).skip(1).toList();
        }

        @Override
        public void failOver() {
            GroupMember before = master();
            copies().get(0).ask("CLUSTER", "FAILOVER");
            awaitOther(before);
        }

        @Override
        public void forceFailOver() {
            GroupMember before = master();
            await().atMost(PATIENCE).until(() -> !copies().isEmpty()); // one that stood still is none for a while
            GroupMember next = copies().get(0);
            await().atMost(PATIENCE).until(() -> {
                if (next.info("replication").get("role").equals("slave")) {
                    next.ask("CLUSTER", "FAILOVER", "FORCE"); // which others may not vote for at once
                }
                return !master().equals(before);
            });
            awaitOther(before);
        }

        private void awaitOther(GroupMember before) {
            await().atMost(PATIENCE).until(() -> !master().equals(before));
        }

        @Override
        public void awaitHealth() {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> nodes.stream().allMatch(this::isHealthy));
        }

        private boolean isHealthy(GroupMember node) {
            Map<String, String> said = node.info("replication");
            boolean isCopied = said.get("role").equals("master")
                    ? said.getOrDefault("slave0", "").contains("state=online")
                    : said.get("master_link_status").equals("up");
            return isCopied
                    && holders(node).toList().equals(holders(bystander).toList())
                    && holders(node).count() == 2
                    && GroupMember.text(node.ask("CLUSTER", "INFO")).contains("cluster_state:ok")
                    && !GroupMember.text(node.ask("CLUSTER", "NODES")).contains("fail");
        }
    }
}
