package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.StoredDataException;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** The stored form. That what was stored once is read for ever, golden files show: roster-tck's OwnerStateGoldenTest. */
class OwnerStateFormatTest {

    private static final BareJid OWNER = BareJid.stored("pförtner@bücher.example");
    private static final BareJid JULIET = BareJid.stored("juliet@example.com");
    private static final BareJid ROMEO = BareJid.stored("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");

    /** One contact with everything, one that is gone, an id with its highest bit set. */
    private static OwnerState full() {
        OwnerState state = OwnerState.none(OWNER);
        state = commit(state, 0x1111111111111111L, RosterEdit.put(RosterItem.of(ROMEO)));
        state = commit(
                state,
                0xF222222222222222L,
                RosterEdit.put(RosterItem.of(JULIET)
                                .withName("Julia ♥")
                                .withGroups("b", "ä")
                                .withSubscription(Subscription.TO)
                                .withAsk(true))
                        .and(RosterEdit.request(SubscriptionRequest.of(
                                JULIET, "<presence type='subscribe'><status>hark 😀</status></presence>", NOW)))
                        .and(RosterEdit.extra(JULIET, "colour", "violet"))
                        .and(RosterEdit.ver("ver14")));
        return commit(state, 0x3333333333333333L, RosterEdit.remove(ROMEO));
    }

    private static OwnerState commit(OwnerState state, long id, RosterEdit edit) {
        return state.commit(edit, Condition.none().withCommit(id), NOW).after();
    }

    /** A Map.of and a Set.of have another order in each process. */
    @Test
    void whatHasNoOrderIsWrittenSorted() {
        List<String> words = List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel");
        RosterEdit extras = words.stream()
                .map(word -> RosterEdit.extra(JULIET, "key-" + word, "value"))
                .reduce(RosterEdit.nothing(), RosterEdit::and);
        RosterEdit puts = words.stream()
                .map(word -> RosterEdit.put(RosterItem.of(BareJid.stored("jid-" + word))))
                .reduce(RosterEdit.nothing(), RosterEdit::and);
        OwnerState state = commit(OwnerState.none(ROMEO), 1, extras.and(puts));
        String written = new String(state.toBytes(), StandardCharsets.ISO_8859_1);

        assertThat(words).isSortedAccordingTo(Comparator.comparing(word -> written.indexOf("key-" + word)));
        assertThat(words).isSortedAccordingTo(Comparator.comparing(word -> written.indexOf("jid-" + word)));
    }

    @Test
    void itBeginsWithAWordAndTheNumberOfTheFormat() {
        ByteBuffer octets = ByteBuffer.wrap(full().toBytes());
        byte[] word = new byte[4];
        octets.get(word);

        assertThat(word).asString(StandardCharsets.US_ASCII).isEqualTo("RSTR");
        assertThat(octets.getInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 0, -1, 256, Integer.MAX_VALUE})
    void anotherFormatIsRefusedByItsNumber(int format) {
        byte[] octets = full().toBytes();
        ByteBuffer.wrap(octets).putInt(4, format);

        assertThatExceptionOfType(StoredDataException.class)
                .isThrownBy(() -> OwnerState.of(octets))
                .withMessageContaining("format " + format)
                .withMessageContaining("reads 1");
    }

    @Test
    void anyValueIsReadBackAsItWas() {
        OwnerState state = OwnerState.none(OWNER);
        state = commit(state, 1, RosterEdit.replaceItems(items()));
        state = commit(
                state,
                2,
                RosterEdit.extra(JULIET, "e\u0301", "")
                        .and(RosterEdit.extra(JULIET, "\u00E9", "\r\n\t\u202E😀"))
                        .and(RosterEdit.request(SubscriptionRequest.of(ROMEO, Instant.ofEpochMilli(Long.MIN_VALUE))))
                        .and(RosterEdit.ver("")));
        OwnerState read = OwnerState.of(state.toBytes());

        assertThat(read.roster()).isEqualTo(state.roster());
        assertThat(read.roster().sameContent(state.roster())).isTrue();
        assertThat(OwnerState.of(read.toBytes()).roster()).isEqualTo(state.roster());
    }

    /** All combinations of subscription, ask and approved, under JIDs that are hard to keep apart. */
    private static List<RosterItem> items() {
        List<String> jids = List.of(
                "juliet@example.com",
                "JULIET@example.com",
                ",",
                "a@b,c",
                "::",
                "[::1]",
                "a@[::1]",
                "é.de",
                "e\u0301.de",
                "pending",
                "ver",
                "items",
                "__version__",
                "{}",
                "$",
                "\\20",
                "straße.de");
        return IntStream.range(0, 16)
                .mapToObj(i -> new RosterItem(
                        BareJid.stored(jids.get(i)),
                        Map.of(1, "\n", 2, "\u0085", 3, "\"'").getOrDefault(i, ""),
                        IntStream.range(0, i)
                                .mapToObj(group -> "group " + (7 * group) % 16)
                                .collect(Collectors.toCollection(LinkedHashSet::new)),
                        List.of(Subscription.values()).get(i / 4),
                        i % 2 == 1,
                        i / 2 % 2 == 1))
                .toList();
    }
}
