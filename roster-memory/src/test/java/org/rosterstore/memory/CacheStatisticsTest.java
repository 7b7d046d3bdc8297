package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.Unreadable;

/** The numbers after a known series of calls. */
class CacheStatisticsTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final Backstage behind = new Backstage();
    private final CachedRosterStore checked =
            CachedRosterStore.over(behind).ticker(now::get).open();
    private final CachedRosterStore following =
            CachedRosterStore.over(behind).feedDriven(BOUND).ticker(now::get).open();

    @BeforeEach
    void theNurseHasTwoContacts() {
        behind.other().commit(NURSE, RosterEdit.put(RosterItem.of(ROMEO)).and(RosterEdit.put(RosterItem.of(JULIET))));
    }

    private void beyondTheBound() {
        now.addAndGet(BOUND.toNanos() + 1);
    }

    private void outage() {
        behind.play(call -> {
            throw new StoreUnavailableException("away");
        });
    }

    /** Those that are not zero. */
    private static String numbers(CachedRosterStore cache) {
        String all = cache.statistics().toString();
        return Arrays.stream(
                        all.substring(all.indexOf('[') + 1, all.length() - 1).split(", "))
                .filter(number -> !number.endsWith("=0"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void atFirstAllAreZero() {
        assertThat(following.statistics()).isEqualTo(new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void followingAMissIsALoadAndAHitIsNothingElse() {
        following.load(NURSE);
        assertThat(numbers(following)).isEqualTo("misses=1 loads=1 owners=1 contacts=2");
        following.load(NURSE);
        following.revision(NURSE);
        assertThat(numbers(following)).isEqualTo("hits=2 misses=1 loads=1 owners=1 contacts=2");
    }

    @Test
    void followingWhatHoldsBeyondTheBoundIsAMissWithoutALoad() {
        following.load(NURSE);
        beyondTheBound();
        following.load(NURSE);
        assertThat(numbers(following)).isEqualTo("misses=2 loads=1 revalidations=1 owners=1 contacts=2");
    }

    @Test
    void followingWhatHasChangedIsAskedAboutAndLoaded() {
        following.load(NURSE);
        behind.other().commit(NURSE, RosterEdit.remove(ROMEO));
        beyondTheBound();
        following.load(NURSE);
        assertThat(numbers(following)).isEqualTo("misses=2 loads=2 revalidations=1 owners=1 contacts=1");
    }

    @Test
    void followingLoadAllCountsEachOwner() {
        following.load(NURSE);
        following.loadAll(List.of(NURSE, ROMEO, JULIET, ROMEO));
        assertThat(numbers(following)).isEqualTo("hits=1 misses=3 loads=3 owners=3 contacts=2");
    }

    @Test
    void followingAFailureIsAMissAndALoadToo() {
        outage();
        assertThatExceptionOfType(RosterStoreException.class).isThrownBy(() -> following.load(NURSE));
        assertThat(numbers(following)).isEqualTo("misses=1 loads=1 failures=1");
        assertThatExceptionOfType(RosterStoreException.class)
                .isThrownBy(() -> following.loadAll(List.of(NURSE, ROMEO, NURSE)));
        assertThat(numbers(following)).isEqualTo("misses=3 loads=3 failures=3");
    }

    @Test
    void followingAQuestionMayFailToo() {
        following.load(NURSE);
        beyondTheBound();
        outage();
        assertThatExceptionOfType(RosterStoreException.class).isThrownBy(() -> following.load(NURSE));
        assertThat(numbers(following)).isEqualTo("misses=2 loads=1 revalidations=1 failures=1 owners=1 contacts=2");
    }

    @Test
    void followingOnlyThoseHaveFailedThatWereLeftOut() {
        behind.play(call -> Map.of(NURSE, behind.other().load(NURSE)));
        assertThatIllegalStateException()
                .isThrownBy(() -> following.loadAll(List.of(NURSE, ROMEO)))
                .withMessageContaining("romeo@example.com");
        assertThat(numbers(following)).isEqualTo("misses=2 loads=2 failures=1 owners=1 contacts=2");
    }

    @Test
    void followingAnInterruptionLeavesNothing() {
        following.load(NURSE);
        behind.signal(new Feed.Interrupted());
        assertThat(numbers(following)).isEqualTo("misses=1 loads=1");
    }

    @Test
    void checkedEachReadIsAQuestion() {
        checked.load(NURSE);
        assertThat(numbers(checked)).isEqualTo("misses=1 loads=1 revalidations=1 owners=1 contacts=2");
        checked.load(NURSE);
        assertThat(numbers(checked)).isEqualTo("hits=1 misses=1 loads=1 revalidations=2 owners=1 contacts=2");
        checked.revision(NURSE);
        assertThat(numbers(checked)).isEqualTo("hits=1 misses=1 loads=1 revalidations=3 owners=1 contacts=2");
    }

    @Test
    void checkedWhatHasChangedIsLoaded() {
        checked.load(NURSE);
        behind.other().commit(NURSE, RosterEdit.remove(ROMEO));
        checked.load(NURSE);
        assertThat(numbers(checked)).isEqualTo("misses=2 loads=2 revalidations=2 owners=1 contacts=1");
    }

    @Test
    void checkedLoadAllCountsEachOwnerAndAsksNoQuestion() {
        checked.loadAll(List.of(NURSE, ROMEO, NURSE));
        assertThat(numbers(checked)).isEqualTo("misses=2 loads=2 owners=2 contacts=2");
        checked.load(NURSE);
        assertThat(numbers(checked)).isEqualTo("hits=1 misses=2 loads=2 revalidations=1 owners=2 contacts=2");
    }

    @Test
    void checkedAQuestionMayFail() {
        outage();
        assertThatExceptionOfType(RosterStoreException.class).isThrownBy(() -> checked.load(NURSE));
        assertThat(numbers(checked)).isEqualTo("revalidations=1 failures=1");
    }

    @Test
    void checkedALoadMayFailAfterTheQuestion() {
        behind.play(call -> {
            if (call.get() instanceof Revision revision) {
                return revision;
            }
            throw new StoreUnavailableException("away");
        });
        assertThatExceptionOfType(RosterStoreException.class).isThrownBy(() -> checked.load(NURSE));
        assertThat(numbers(checked)).isEqualTo("misses=1 loads=1 revalidations=1 failures=1");
    }

    @Test
    void checkedAFailureOfLoadAllIsOneOfEachOwner() {
        outage();
        assertThatExceptionOfType(RosterStoreException.class)
                .isThrownBy(() -> checked.loadAll(List.of(NURSE, ROMEO, NURSE)));
        assertThat(numbers(checked)).isEqualTo("misses=2 loads=2 failures=2");
    }

    @Test
    void whatTurnsOutToBeDamagedIsHeldNoLonger() {
        checked.load(NURSE);
        behind.play(call -> Map.of(
                NURSE,
                new Roster(
                        NURSE,
                        behind.other().revision(NURSE),
                        Optional.empty(),
                        Map.of(),
                        List.of(new Unreadable(ROMEO, "damaged")))));
        checked.loadAll(List.of(NURSE));
        assertThat(numbers(checked)).isEqualTo("misses=2 loads=2 revalidations=1");
    }

    @Test
    void whatDidNotFitIsAnEviction() {
        CachedRosterStore small = CachedRosterStore.over(behind).contacts(3).open();
        small.load(NURSE);
        small.load(ROMEO);
        assertThat(small.statistics().evictions()).isEqualTo(1);
        small.close();
        assertThat(small.statistics().evictions()).as("not what was dropped").isEqualTo(1);
    }
}
