package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Limits;
import org.rosterstore.Outcome;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.StoredDataException;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

/** A damaged stored form is reported, harms nobody else, stays as it is until it is repaired, and never passes as data. */
class OwnerStateDamageTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final BareJid TYBALT = BareJid.of("tybalt@example.com");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final OwnerState STATE = commit(
            commit(
                    OwnerState.none(OWNER),
                    RosterEdit.put(RosterItem.of(JULIET).withName("Juliet ♥").withGroups("B", "A"))
                            .and(RosterEdit.extra(JULIET, "k", "v"))
                            .and(RosterEdit.ver("1"))),
            RosterEdit.request(SubscriptionRequest.of(
                            ROMEO, "<presence type='subscribe'><status>hark</status></presence>", NOW))
                    .and(RosterEdit.put(RosterItem.of(TYBALT))));
    private static final byte[] OCTETS = STATE.toBytes();

    private static OwnerState commit(OwnerState state, RosterEdit edit) {
        return state.commit(edit, Condition.none(), NOW).after();
    }

    @Test
    void anyOctetChanged() {
        for (int i = 0; i < OCTETS.length; i++) {
            for (int bits : new int[] {1, 16, 128, 255}) {
                assertHonest(Damage.flipped(OCTETS, i, bits), 1);
            }
        }
    }

    @Test
    void cutAnywhere() {
        for (int length = 0; length < OCTETS.length; length++) {
            assertHonest(Arrays.copyOf(OCTETS, length), 3);
        }
    }

    @Test
    void zeroesFromAnywhereOn() {
        for (int length = 0; length < OCTETS.length; length++) {
            assertHonest(Arrays.copyOf(Arrays.copyOf(OCTETS, length), OCTETS.length), 3);
        }
    }

    @Test
    void noise() {
        Random random = new Random(1597);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = OCTETS.clone();
            int begin = random.nextInt(damaged.length);
            for (int at = begin; at < Math.min(damaged.length, begin + 1 + random.nextInt(20)); at++) {
                damaged[at] = (byte) random.nextInt();
            }
            assertHonest(damaged, 3);
        }
    }

    /** Either it is refused, or every contact is as it was or reported, and no more of them than may be. */
    private static void assertHonest(byte[] damaged, int mostUnreadable) {
        OwnerState read;
        try {
            read = OwnerState.of(damaged);
        } catch (StoredDataException e) {
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            return;
        }
        Roster roster = read.roster();
        Set<BareJid> reported = new HashSet<>();
        roster.unreadable().forEach(record -> reported.add(record.contact()));
        assertThat(roster.owner()).isEqualTo(OWNER);
        assertThat(roster.revision()).isEqualTo(STATE.revision());
        assertThat(roster.ver()).isEqualTo(reported.isEmpty() ? Optional.of("1") : Optional.empty());
        assertThat(reported.size()).isLessThanOrEqualTo(mostUnreadable);
        for (Contact contact : STATE.roster().contacts().values()) {
            if (reported.contains(contact.jid())) {
                assertThat(roster.contacts()).doesNotContainKey(contact.jid());
                assertThatExceptionOfType(StoredDataException.class).isThrownBy(() -> roster.contact(contact.jid()));
            } else {
                assertThat(roster.contact(contact.jid())).isEqualTo(contact);
                assertThat(roster.contact(contact.jid()).sameContent(contact)).isTrue();
            }
        }
        assertThat(roster.contacts().size() + reported.size()).isEqualTo(3);
        assertThat(OwnerState.of(read.toBytes()).roster()).isEqualTo(roster);
    }

    @Test
    void whatIsNoStateAtAll() {
        for (String text : List.of("", "R", "RSTR", "RSTR\0\0\0\1", "{\"owner\":\"nurse@example.com\"}")) {
            assertThatExceptionOfType(StoredDataException.class)
                    .isThrownBy(() -> OwnerState.of(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** No commit can have been about them, and what is asked of the state later would fail at them. */
    @Test
    void contactsWhomNoRosterCanHave() {
        for (String name : List.of("a\0@example.com", "a".repeat(Limits.CONTACT_OCTETS + 1))) {
            BareJid jid = BareJid.stored(name);
            OwnerState touched = state(List.of(Set.of(jid)), Map.of());
            OwnerState listed = state(List.of(), Map.of(jid, new DamagedRecord(new byte[0], 0, "")));

            for (OwnerState state : List.of(touched, listed)) {
                byte[] octets = state.toBytes();
                assertThatExceptionOfType(StoredDataException.class).isThrownBy(() -> OwnerState.of(octets));
            }
        }
    }

    @Test
    void aVerThatNoRosterCanHave() {
        for (String ver : List.of("7\0", "7".repeat(Limits.VER_CHARACTERS + 1))) {
            OwnerHead head = new OwnerHead(OWNER, CommitIds.of(1, 7), 0, Optional.of(ver), 0, Optional.empty());
            byte[] octets = new OwnerState(OwnerState.Maps.COPYING, head, List.of(), Map.of(), Map.of()).toBytes();

            assertThatExceptionOfType(StoredDataException.class).isThrownBy(() -> OwnerState.of(octets));
        }
    }

    private static OwnerState state(List<Set<BareJid>> touched, Map<BareJid, DamagedRecord> damaged) {
        OwnerHead head =
                new OwnerHead(OWNER, CommitIds.of(1, 7), touched.size(), Optional.empty(), 0, Optional.empty());
        return new OwnerState(OwnerState.Maps.COPYING, head, touched, Map.of(), damaged);
    }

    @Test
    void aReportIsOneLineThatShowsNothingOfTheRecord() {
        Unreadable report = Damage.of(STATE, JULIET).roster().unreadable().get(0);

        assertThat(report.contact()).isEqualTo(JULIET);
        assertThat(report.problem()).doesNotContain("\n").doesNotContain("Juliet");
    }

    @Test
    void theOctetsOutliveLaterCommitsToOthers() {
        OwnerState damaged = Damage.of(STATE, JULIET);
        byte[] record = damaged.damaged().get(JULIET).octets();

        OwnerState later = commit(damaged, RosterEdit.put(RosterItem.of(ROMEO)).and(RosterEdit.ver("2")));
        later = commit(OwnerState.of(later.toBytes()), RosterEdit.settle(ROMEO));
        later = commit(OwnerState.of(later.toBytes()), RosterEdit.extra(TYBALT, "k", "v"));
        OwnerState read = OwnerState.of(later.toBytes());

        assertThat(Damage.contains(later.toBytes(), record)).isTrue();
        assertThat(read.roster().unreadable()).isEqualTo(damaged.roster().unreadable());
        assertThat(read.roster().contacts()).containsOnlyKeys(ROMEO, TYBALT);
        assertThat(read.roster().ver()).isEmpty();
    }

    @Test
    void theOctetsMendedElsewhereMakeTheContactReadableAgain() {
        byte[] later = commit(
                        Damage.of(STATE, JULIET),
                        RosterEdit.put(RosterItem.of(TYBALT).withName("T")))
                .toBytes();
        boolean mended = false;
        for (int i = 0; i < later.length; i++) {
            try {
                OwnerState read = OwnerState.of(Damage.flipped(later, i, 0xFF));
                if (read.roster().unreadable().isEmpty()) {
                    assertThat(read.roster().contact(JULIET))
                            .isEqualTo(STATE.roster().contact(JULIET));
                    mended = true;
                }
            } catch (StoredDataException e) {
                assertThat(mended).as("the records come last").isFalse();
            }
        }
        assertThat(mended).isTrue();
    }

    static List<RosterEdit> repairs() {
        return List.of(
                RosterEdit.put(RosterItem.of(JULIET)),
                RosterEdit.remove(JULIET),
                RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.settle(JULIET)),
                RosterEdit.replaceItems(List.of()),
                RosterEdit.replaceItems(List.of(RosterItem.of(JULIET))),
                RosterEdit.replaceItems(List.of(RosterItem.of(ROMEO))),
                RosterEdit.eraseAll());
    }

    @ParameterizedTest
    @MethodSource("repairs")
    void whatRepairs(RosterEdit repair) {
        OwnerState damaged = Damage.of(STATE, JULIET);
        OwnerState repaired = commit(damaged, repair);

        assertThat(repaired.roster().unreadable()).isEmpty();
        assertThat(repaired.roster().contact(JULIET).item())
                .isEqualTo(repair.items().getOrDefault(JULIET, Optional.empty()));
        assertThat(repaired.roster().contact(JULIET).extras()).isEmpty();
        assertThat(Damage.contains(
                        repaired.toBytes(), damaged.damaged().get(JULIET).octets()))
                .isFalse();
        if (!repair.erases()) {
            assertThat(repaired.since(damaged.revision()).orElseThrow().contacts())
                    .containsKey(JULIET);
        }
    }

    static List<RosterEdit> noRepairs() {
        return List.of(
                RosterEdit.request(SubscriptionRequest.of(JULIET, NOW)),
                RosterEdit.settle(JULIET),
                RosterEdit.extra(JULIET, "k", "w"),
                RosterEdit.noExtra(JULIET, "k"),
                RosterEdit.settle(JULIET).and(RosterEdit.put(RosterItem.of(ROMEO))));
    }

    @ParameterizedTest
    @MethodSource("noRepairs")
    void whatSpeaksOfAPartOfTheRecordIsRefused(RosterEdit edit) {
        OwnerState damaged = Damage.of(STATE, JULIET);

        assertThatExceptionOfType(StoredDataException.class)
                .isThrownBy(() -> commit(damaged, edit))
                .withMessageContaining("juliet@example.com");
        assertThat(damaged.roster().unreadable()).hasSize(1);
    }

    @Test
    void onlyTheDamagedOneIsRepaired() {
        OwnerState both = Damage.of(Damage.of(STATE, JULIET), ROMEO);
        OwnerState repaired = commit(both, RosterEdit.remove(ROMEO));

        assertThat(both.roster().unreadable()).hasSize(2);
        assertThat(repaired.roster().unreadable())
                .extracting(Unreadable::contact)
                .containsExactly(JULIET);
    }
}
