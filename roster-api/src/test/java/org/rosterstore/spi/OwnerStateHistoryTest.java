package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

/** What has changed since a revision, and how far back that is known. */
class OwnerStateHistoryTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static OwnerState commit(OwnerState state, RosterEdit edit) {
        return state.commit(edit, Condition.none(), NOW).after();
    }

    private static BareJid contact(int number) {
        return BareJid.stored("contact-" + number + "@example.org");
    }

    /** States after 0, 1, 2, … commits, each of which puts one contact. */
    private static List<OwnerState> states(int commits) {
        List<OwnerState> states = new ArrayList<>(List.of(OwnerState.none(OWNER)));
        for (int i = 1; i <= commits; i++) {
            states.add(commit(states.get(i - 1), RosterEdit.put(RosterItem.of(contact(i)))));
        }
        return states;
    }

    private static RosterEdit touching(int contacts) {
        return RosterEdit.all(IntStream.range(0, contacts)
                .mapToObj(i -> RosterEdit.remove(contact(i)))
                .toList());
    }

    @Test
    void sinceThePresentRevisionNothingHasChanged() {
        OwnerState state = states(3).get(3);
        Changes changes = state.since(state.revision()).orElseThrow();

        assertThat(changes.contacts()).isEmpty();
        assertThat(changes.from()).isEqualTo(state.revision());
        assertThat(changes.to()).isEqualTo(state.revision());
    }

    @Test
    void touchedContactsComeInTheirPresentState() {
        OwnerState first = commit(OwnerState.none(OWNER), RosterEdit.put(RosterItem.of(JULIET)));
        OwnerState second = commit(first, RosterEdit.put(RosterItem.of(ROMEO)));
        OwnerState third = commit(
                second, RosterEdit.put(RosterItem.of(ROMEO).withName("R")).and(RosterEdit.ver("3")));
        OwnerState fourth = commit(third, RosterEdit.remove(JULIET));
        Changes changes = fourth.since(first.revision()).orElseThrow();

        assertThat(changes.owner()).isEqualTo(OWNER);
        assertThat(changes.from()).isEqualTo(first.revision());
        assertThat(changes.to()).isEqualTo(fourth.revision());
        assertThat(changes.ver()).contains("3");
        assertThat(changes.contacts().values())
                .containsExactlyInAnyOrder(fourth.roster().contact(ROMEO), Contact.absent(JULIET, fourth.revision()));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 64, 65, 200})
    void itReachesBackOver64Commits(int commits) {
        List<OwnerState> states = states(commits);
        OwnerState state = states.get(commits);
        OwnerState read = OwnerState.of(state.toBytes());

        for (int back = 1; back <= Math.min(commits, History.COMMITS); back++) {
            Revision since = states.get(commits - back).revision();
            List<BareJid> touched = IntStream.rangeClosed(commits - back + 1, commits)
                    .mapToObj(OwnerStateHistoryTest::contact)
                    .toList();
            assertThat(state.since(since).orElseThrow().contacts().keySet())
                    .containsExactlyInAnyOrderElementsOf(touched);
            assertThat(read.since(since)).isEqualTo(state.since(since));
        }
        assertThat(states.get(0).since(Revision.NONE)).isPresent();
    }

    @Test
    void fartherBackItIsTooOldAndNeverEmpty() {
        List<OwnerState> states = states(200);

        for (int back = History.COMMITS + 1; back <= 200; back++) {
            assertThat(states.get(200).since(states.get(200 - back).revision())).isEmpty();
        }
    }

    @Test
    void aRevisionOfAnotherHistoryIsNotKnown() {
        OwnerState state = states(3).get(3);

        assertThat(state.since(new Revision(2, 0xBAC))).isEmpty();
        assertThat(state.since(new Revision(3, 0xBAC))).isEmpty();
        assertThat(state.since(new Revision(4, 0xBAC))).isEmpty();
    }

    @Test
    void aCommitOf1000ContactsDoesNotCutIt() {
        OwnerState before = states(3).get(3);
        OwnerState after = commit(before, touching(History.CONTACTS));

        assertThat(after.since(before.revision()).orElseThrow().contacts()).hasSize(History.CONTACTS);
        assertThat(after.since(Revision.NONE)).isPresent();
    }

    @Test
    void aCommitOfMoreContactsCutsItAndNothingElse() {
        OwnerState before = states(3).get(3);
        OwnerState after = commit(before, touching(History.CONTACTS + 1));
        OwnerState later = commit(after, RosterEdit.put(RosterItem.of(JULIET)));

        assertThat(after.since(before.revision())).isEmpty();
        assertThat(after.since(after.revision())).isPresent();
        assertThat(later.since(after.revision()).orElseThrow().contacts()).containsOnlyKeys(JULIET);
        assertThat(later.since(before.revision())).isEmpty();
        assertThat(later.commit(
                                RosterEdit.nothing(),
                                Condition.none().withCommit(before.revision().commit()),
                                NOW)
                        .after())
                .as("the ids are still remembered")
                .isSameAs(later);
    }

    @Test
    void replaceItemsTouchesOnlyWhatItChanges() {
        List<RosterItem> items = IntStream.range(0, 1_500)
                .mapToObj(i -> RosterItem.of(contact(i)))
                .toList();
        OwnerState before = commit(OwnerState.none(OWNER), RosterEdit.replaceItems(items));
        OwnerState after = commit(before, RosterEdit.replaceItems(items.subList(1, 1_500)));

        assertThat(after.since(before.revision()).orElseThrow().contacts()).containsOnlyKeys(contact(0));
    }

    @Test
    void anErasureCutsIt() {
        OwnerState before = states(3).get(3);
        OwnerState mark = commit(before, RosterEdit.eraseAll());
        OwnerState again = commit(mark, RosterEdit.put(RosterItem.of(JULIET)));

        assertThat(mark.since(before.revision())).isEmpty();
        assertThat(again.since(mark.revision()).orElseThrow().contacts()).containsOnlyKeys(JULIET);
    }

    @Test
    void aTouchedContactWhoseRecordIsDamagedIsReported() {
        OwnerState first = commit(OwnerState.none(OWNER), RosterEdit.ver("1"));
        OwnerState second =
                commit(first, RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.put(RosterItem.of(ROMEO))));
        Changes changes = Damage.of(second, JULIET).since(first.revision()).orElseThrow();

        assertThat(changes.contacts()).containsOnlyKeys(ROMEO);
        assertThat(changes.unreadable()).extracting(record -> record.contact()).containsExactly(JULIET);
        assertThat(changes.ver()).isEmpty();
    }
}
