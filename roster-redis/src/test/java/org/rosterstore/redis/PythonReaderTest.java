package org.rosterstore.redis;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** A program that knows docs/redis.md and nothing else, docs/read_roster.py, reads what a store has written. */
class PythonReaderTest {

    private static final BareJid STATES = BareJid.of("states@example.com");
    private static final BareJid FULL = BareJid.of("f{u}l%l%7b@bücher.example");
    private static final BareJid LARGE = BareJid.of("[::1]");
    private static final BareJid ERASED = BareJid.of("erased@example.com");
    private static final BareJid AGAIN = BareJid.of("again@example.com");
    private static final BareJid NOBODY = BareJid.of("nobody@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@capulet.example");
    private static final BareJid NURSE = BareJid.of("乳母@capulet.example");

    /** The ids of each owner's commits, the newest first. */
    private final Map<BareJid, List<String>> commits = new LinkedHashMap<>();

    @Test
    void readsWhatTheStoreReads() throws IOException {
        Program reader = Program.orGap(
                        "roster.test.python",
                        "python3",
                        List.of("-c", "import redis"),
                        "docs/read_roster.py, since there is no Python with redis-py")
                .with("../docs/read_roster.py");
        SharedRedis.orSkip();
        try (RedisServer server = new RedisServer();
                RosterStore store = RosterStores.open(server.uri(""))) {
            write(store);
            List<BareJid> owners = List.of(STATES, FULL, LARGE, ERASED, AGAIN, NOBODY);
            String said = reader.with(server.uri(""))
                    .says(owners.stream().map(BareJid::toString).collect(joining("\n")));
            List<String> lines = said.lines().toList();
            assertThat(lines).hasSameSizeAs(owners);
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i)).isEqualTo(json(store.load(owners.get(i))));
            }
        }
    }

    private void commit(RosterStore store, BareJid owner, RosterEdit edit) {
        commits.computeIfAbsent(owner, it -> new ArrayList<>())
                .add(0, "%016x".formatted(store.commit(owner, edit).commit()));
    }

    private void write(RosterStore store) {
        for (Subscription subscription : Subscription.values()) {
            for (boolean ask : new boolean[] {false, true}) {
                for (boolean approved : new boolean[] {false, true}) {
                    String name = "%s-%b-%b@example.com".formatted(subscription, ask, approved);
                    RosterItem item = RosterItem.of(BareJid.of(name))
                            .withSubscription(subscription)
                            .withAsk(ask)
                            .withApproved(approved);
                    commit(store, STATES, RosterEdit.put(item));
                }
            }
        }
        commit(
                store,
                FULL,
                RosterEdit.put(
                        RosterItem.of(JULIET).withName("Julia \"♥\" 😀\n").withGroups("z", "ä\\", "a")));
        commit(store, FULL, RosterEdit.extra(JULIET, "colour", "violet"));
        commit(store, FULL, RosterEdit.extra(JULIET, "ü", "").and(RosterEdit.extra(JULIET, "a", "1")));
        String stanza = "<presence type='subscribe'><status>hark 😀</status></presence>";
        Instant before1970 = Instant.ofEpochMilli(-1);
        commit(store, FULL, RosterEdit.request(SubscriptionRequest.of(JULIET, stanza, Instant.ofEpochMilli(1))));
        commit(store, FULL, RosterEdit.request(SubscriptionRequest.of(NURSE, before1970)));
        commit(
                store,
                FULL,
                RosterEdit.put(RosterItem.of(JULIET).withName("Julia")).and(RosterEdit.ver("ver \u00e4")));
        List<RosterItem> many = IntStream.range(0, CommitOrder.MOST + 1)
                .mapToObj(i -> RosterItem.of(BareJid.of("x" + i + "@example.com")))
                .toList();
        commit(store, LARGE, RosterEdit.replaceItems(many).and(RosterEdit.ver("")));
        commit(store, ERASED, RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.ver("1")));
        commit(store, ERASED, RosterEdit.eraseAll());
        commit(store, AGAIN, RosterEdit.put(RosterItem.of(JULIET)));
        commit(store, AGAIN, RosterEdit.eraseAll());
        commit(store, AGAIN, RosterEdit.put(RosterItem.of(NURSE)));
    }

    /** As the program says it. */
    private String json(Roster roster) {
        boolean isErased = roster.owner().equals(ERASED);
        String ver = roster.ver().map(PythonReaderTest::quoted).orElse("null");
        return "{\"revision\": \"%d-%016x\", \"state\": %d, \"requests\": %d, \"ver\": %s, \"commits\": %s, \"contacts\": %s}"
                .formatted(
                        roster.revision().counter(),
                        roster.revision().commit(),
                        isErased ? 1 : roster.ver().isPresent() ? 2 : 0,
                        roster.requests().count(),
                        ver,
                        commits.getOrDefault(roster.owner(), List.of()).stream()
                                .map(PythonReaderTest::quoted)
                                .collect(joining(", ", "[", "]")),
                        new TreeMap<>(roster.contacts())
                                .values().stream()
                                        .map(contact -> quoted(contact.jid().toString()) + ": " + json(contact))
                                        .collect(joining(", ", "{", "}")));
    }

    private static String json(Contact contact) {
        StringBuilder json = new StringBuilder();
        json.append("{\"changedIn\": \"%d-%016x\""
                .formatted(contact.changedIn().counter(), contact.changedIn().commit()));
        contact.request()
                .ifPresent(request -> json.append(", \"request\": [%d, %s, %s, %s]"
                        .formatted(
                                request.receivedAt().toEpochMilli(),
                                quoted(request.nick()),
                                quoted(request.status()),
                                quoted(request.stanza()))));
        if (!contact.extras().isEmpty()) {
            json.append(new TreeMap<>(contact.extras())
                    .entrySet().stream()
                            .map(extra -> quoted(extra.getKey()) + ": " + quoted(extra.getValue()))
                            .collect(joining(", ", ", \"extras\": {", "}")));
        }
        contact.item().ifPresent(item -> {
            json.append(", \"item\": [%s, \"%s\", %b, %b"
                    .formatted(
                            quoted(item.name()),
                            item.subscription().name().toLowerCase(Locale.ROOT),
                            item.ask(),
                            item.approved()));
            item.groups().forEach(group -> json.append(", ").append(quoted(group)));
            json.append(']');
        });
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < 0x7F ? String.valueOf(c) : "\\u%04x".formatted((int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
