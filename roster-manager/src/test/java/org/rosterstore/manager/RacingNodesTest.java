package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.testing.ChildJvm;
import org.rosterstore.testing.EmbeddedRedis;

/** Two processes are the authority over one owner at once: no transition is lost, and none is made twice. */
class RacingNodesTest {

    private static final BareJid OWNER = BareJid.of("o@x.example");

    @Test
    void overRedis() throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis()) {
            race("redis://127.0.0.1:" + redis.port());
        }
    }

    @Test
    void overSqlite(@TempDir Path directory) throws Exception {
        race("sqlite:" + directory.resolve("rosters.db"));
    }

    private static void race(String uri) throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        List<Process> nodes = new ArrayList<>();
        try (RosterStore store = RosterStores.open(uri)) {
            for (int i = 0; i < 2; i++) {
                nodes.add(ChildJvm.of(RacingNode.class, List.of(uri, OWNER.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            List<BufferedReader> outputs = new ArrayList<>();
            for (Process node : nodes) {
                outputs.add(node.inputReader());
                assertThat(outputs.get(outputs.size() - 1).readLine()).isEqualTo("ready");
            }
            for (Process node : nodes) {
                node.getOutputStream().write('\n');
                node.getOutputStream().close();
            }
            for (BufferedReader output : outputs) {
                addTo(counts, output);
            }
            for (Process node : nodes) {
                assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(node.exitValue()).isZero();
            }
            check(store, counts);
        } finally {
            nodes.forEach(Process::destroyForcibly);
        }
    }

    private static void addTo(Map<String, Integer> counts, BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int space = line.lastIndexOf(' ');
            counts.merge(line.substring(0, space), Integer.parseInt(line.substring(space + 1)), Integer::sum);
        }
    }

    /** Every change of a contact's state, of whichever node, follows from the one before; so does what stands in the end. */
    private static void check(RosterStore store, Map<String, Integer> counts) {
        assertThat(counts.keySet()).noneMatch(what -> what.startsWith("FAILED"));
        int transitions = 0;
        for (int i = 0; i < RacingNode.CONTACTS; i++) {
            Contact contact = store.find(OWNER, RacingNode.contact(i));
            int accepted = 0;
            Map<SubscriptionState, Integer> balance = new HashMap<>();
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                String[] words = count.getKey().split("[- ]", -1);
                if (words.length == 4 && words[3].equals(contact.jid().toString())) {
                    balance.merge(SubscriptionState.valueOf(words[1]), -count.getValue(), Integer::sum);
                    balance.merge(SubscriptionState.valueOf(words[2]), count.getValue(), Integer::sum);
                    transitions += count.getValue();
                    accepted += words[0].equals("ACCEPTED") ? count.getValue() : 0;
                }
            }
            balance.merge(SubscriptionState.NONE, 1, Integer::sum);
            balance.merge(SubscriptionState.of(contact), -1, Integer::sum);
            assertThat(balance.values()).as("%s: %s", contact.jid(), counts).containsOnly(0);
            assertThat(contact.extras()).as("nothing is unsent").isEmpty();
            assertThat(counts.getOrDefault("SUBSCRIBED " + contact.jid(), 0)).isGreaterThanOrEqualTo(accepted);
        }
        assertThat(transitions).isGreaterThan(2 * RacingNode.CONTACTS);
        System.out.printf("two nodes on one owner: %,d transitions, each made once%n", transitions);
    }
}
