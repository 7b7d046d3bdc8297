package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.ForwardingRosterStore;

class RosterImportTest {

    private static final BareJid ROMEO = BareJid.of("romeo@localhost");
    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final BareJid NURSE = BareJid.of("nurse@localhost");

    private final RosterStore store = emptyStore();
    private final RosterImport into = new RosterImport(store);

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosody-xep0227", "ejabberd-piefxis"})
    void aRealExportIsInTheStoreAfterwards(String export) {
        Reading reading = Reading.of(Reading.resource(export));
        reading.rosters().forEach(into);

        assertThat(reading.rosters())
                .allSatisfy(roster -> assertThat(store.load(roster.owner()).sameContent(roster))
                        .isTrue());
        assertThat(store.catalog().orElseThrow().owners()).hasSize(7);
        long requests = export.startsWith("prosody") ? 6 : 3;
        assertThat(into.counts())
                .isEqualTo(new RosterImport.Counts(7, 0, export.startsWith("prosody") ? 416 : 415, requests, 0));
    }

    @Test
    void doneAgainItChangesNothing() {
        List<Roster> rosters = Reading.of(Reading.resource("prosody-xep0227")).rosters();
        rosters.forEach(into);
        List<Revision> revisions =
                rosters.stream().map(roster -> store.revision(roster.owner())).toList();
        RosterImport again = new RosterImport(store);
        rosters.forEach(again);

        assertThat(again.counts().unchanged()).isEqualTo(7);
        assertThat(rosters).extracting(roster -> store.revision(roster.owner())).isEqualTo(revisions);
    }

    @Test
    void anEmptyRosterMakesAnOwner() {
        into.accept(Roster.none(ROMEO));

        assertThat(store.catalog().orElseThrow().owners()).containsExactly(ROMEO);
        assertThat(into.counts()).isEqualTo(new RosterImport.Counts(1, 0, 0, 0, 0));
    }

    @Test
    void whatIsNotGivenIsGoneInOneCommit() {
        store.commit(
                ROMEO,
                RosterEdit.all(List.of(
                        RosterEdit.put(RosterItem.of(JULIET).withName("old")),
                        RosterEdit.put(RosterItem.of(NURSE)),
                        RosterEdit.extra(NURSE, "k", "v"),
                        RosterEdit.extra(JULIET, "kept", "old"),
                        RosterEdit.extra(JULIET, "dropped", "v"),
                        RosterEdit.extra(BareJid.of("x@y"), "itemless", "v"),
                        RosterEdit.request(SubscriptionRequest.of(NURSE, Reading.NOW)),
                        RosterEdit.request(SubscriptionRequest.of(BareJid.of("a@b"), Reading.NOW)),
                        RosterEdit.ver("1"))));
        Revision before = store.revision(ROMEO);
        try (RosterStore wanted = emptyStore()) {
            wanted.commit(
                    ROMEO,
                    RosterEdit.all(List.of(
                            RosterEdit.put(RosterItem.of(JULIET)
                                    .withSubscription(Subscription.BOTH)
                                    .withGroups("b", "a")),
                            RosterEdit.extra(JULIET, "kept", "new"),
                            RosterEdit.extra(NURSE, "itemless now", "v"),
                            RosterEdit.request(SubscriptionRequest.of(NURSE, Reading.NOW.plusSeconds(1))))));
            into.accept(wanted.load(ROMEO));

            assertThat(store.load(ROMEO).sameContent(wanted.load(ROMEO))).isTrue();
        }
        assertThat(store.revision(ROMEO).counter()).isEqualTo(before.counter() + 1);
    }

    @Test
    void anyRosterReplacesAnyOther() {
        RandomRosters random = new RandomRosters(7);
        for (int i = 0; i < 300; i++) {
            Roster next = random.next();
            Roster wanted = new Roster(ROMEO, next.revision(), next.ver(), next.contacts(), List.of());
            into.accept(wanted);
            assertThat(store.load(ROMEO).sameContent(wanted)).as("%s", wanted).isTrue();
        }
    }

    @Test
    void anotherWriterIsNotOverwrittenHalfWay() {
        AtomicInteger commits = new AtomicInteger();
        RosterStore contended = new ForwardingRosterStore(store) {
            @Override
            public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                if (commits.getAndIncrement() == 0) {
                    store.commit(owner, RosterEdit.put(RosterItem.of(NURSE)));
                }
                return super.commit(owner, edit, condition);
            }
        };
        new RosterImport(contended).accept(Roster.none(ROMEO));

        assertThat(commits).hasValue(2);
        assertThat(store.load(ROMEO).contacts()).isEmpty();
    }

    @Test
    void aFailureIsNotCounted() {
        RosterStore down = new ForwardingRosterStore(store) {
            @Override
            public Roster load(BareJid owner) {
                throw new StoreUnavailableException("down");
            }
        };
        RosterImport intoDown = new RosterImport(down);

        assertThatThrownBy(() -> intoDown.accept(Roster.none(ROMEO))).isInstanceOf(StoreUnavailableException.class);
        assertThat(intoDown.counts()).isEqualTo(new RosterImport.Counts(0, 0, 0, 0, 0));
    }

    @Test
    void aRosterWithUnreadableRecordsIsNotImportedInPart() {
        Roster torn = new Roster(
                ROMEO, new Revision(1, 1), Optional.empty(), Map.of(), List.of(new Unreadable(JULIET, "torn")));

        assertThatIllegalArgumentException().isThrownBy(() -> into.accept(torn));
        assertThat(store.revision(ROMEO)).isEqualTo(Revision.NONE);
    }

    private static RosterStore emptyStore() {
        return RosterStores.open("memory:" + UUID.randomUUID());
    }
}
