package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rosterstore.History;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WatchCommandTest {

    @RegisterExtension
    private final Verona verona = new Verona();

    @Test
    void aChangeByAnotherProcessShowsWithinTwoSeconds() throws Exception {
        RosterStore here = verona.store();
        here.commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET).withName("Juliet")));
        Process watching = OtherJvm.start("watch", "--count", "2", "--store", verona.uri());
        try (BufferedReader said = watching.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("watching " + verona.uri());

            long begin = System.nanoTime();
            here.commit(ROMEO, RosterEdit.put(RosterItem.of(NURSE).withGroups("A")));
            assertThat(said.readLine()).matches("[0-9:]{8} " + ROMEO + " at 2-[0-9a-f]{16}");
            assertThat(said.readLine()).isEqualTo("  = " + NURSE + "  subscription none; groups [\"A\"]");
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(2));

            here.commit(ROMEO, RosterEdit.remove(JULIET));
            assertThat(said.readLine()).contains(ROMEO + " at 3-");
            assertThat(said.readLine()).isEqualTo("  - " + JULIET);
            assertThat(said.readLine()).as("two were asked for").isNull();
            assertThat(watching.waitFor()).isZero();
        } finally {
            watching.destroyForcibly();
        }
    }

    @Test
    void ofANamedOwnerItIsSaidWhatWasThereBefore() throws Exception {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET).withName("Juliet")));
        Watched watched = new Watched(verona.store(), Set.of(ROMEO));
        watched.begin(owner -> {});
        verona.store()
                .commit(
                        ROMEO,
                        RosterEdit.put(RosterItem.of(JULIET).withName("Julia"))
                                .and(RosterEdit.put(RosterItem.of(NURSE)))
                                .and(RosterEdit.ver("7")));
        assertThat(watched.changed(BENVOLIO)).isEmpty();
        assertThat(watched.changed(ROMEO).orElseThrow().lines())
                .containsExactly(
                        "~ ver (none) -> \"7\"",
                        "~ " + JULIET + "  name \"Juliet\" -> \"Julia\"",
                        "+ " + NURSE + "  subscription none");
        assertThat(watched.changed(ROMEO)).as("a repeated signal").isEmpty();
    }

    @Test
    void withoutAHistoryStatesAreCompared() {
        RosterStore without = new ForwardingRosterStore(verona.store()) {
            @Override
            public Optional<History> history() {
                return Optional.empty();
            }
        };
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        Watched watched = new Watched(without, Set.of());
        watched.begin(owner -> {});
        verona.store().commit(ROMEO, RosterEdit.remove(JULIET));
        assertThat(watched.changed(ROMEO).orElseThrow().lines()).containsExactly("- " + JULIET + "  subscription none");
    }

    @Test
    void afterAnInterruptionEverythingIsLookedAt() {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        verona.store().commit(NURSE, RosterEdit.put(RosterItem.of(JULIET)));
        Watched watched = new Watched(verona.store(), Set.of());
        watched.begin(owner -> {});
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(NURSE)));
        verona.store().commit(BENVOLIO, RosterEdit.put(RosterItem.of(JULIET)));
        assertThat(watched.interrupted()).extracting(Watched.Change::owner).containsExactly(BENVOLIO, ROMEO);
        assertThat(watched.interrupted()).isEmpty();
    }

    @Test
    void anErasureAndTooMuchAreSaid() {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        Watched watched = new Watched(verona.store(), Set.of());
        watched.begin(owner -> {});
        verona.store().erase(ROMEO);
        assertThat(watched.changed(ROMEO).orElseThrow().note()).isEqualTo(": empty now, or erased");
        for (int i = 0; i < 1_000; i++) {
            verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        }
        assertThat(watched.changed(ROMEO).orElseThrow().note()).isEqualTo(": too much to say; 1 contacts now");
    }

    @Test
    void itEndsAfterATime() {
        assertThat(verona.run("watch", "--for", "50ms")).isZero();
        assertThat(verona.err()).contains("watching " + verona.uri());
        assertThat(verona.run("watch", "--for", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err()).contains("'soon' is no duration").hasLineCount(1);
    }

    @Test
    void aProgramGetsALineForEachChange() {
        AtomicBoolean seen = new AtomicBoolean();
        CompletableFuture<Void> changing = CompletableFuture.runAsync(() -> {
            while (!seen.get()) {
                verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
            }
        });
        assertThat(verona.run("watch", "--json", "--count", "2", "--for", "1m")).isZero();
        seen.set(true);
        changing.join();
        assertThat(verona.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("{\"time\":\"")
                        .contains("\"owner\":\"" + ROMEO + "\",\"revision\":\""));
    }
}
