package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.ForwardingRosterStore;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.Effort;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.Variant;

class TckCommandTest {

    @TempDir
    private Path directory;

    private final Console console = new Console();

    @Test
    void theStoreInMemoryConforms() {
        String file = directory.resolve("report").toString();
        assertThat(console.run(
                        "tck",
                        "--quick",
                        "--seed=1",
                        "--require=history,FEED",
                        "--report=" + file + ".md",
                        "--report=" + file + ".json",
                        "--report=" + file + ".html"))
                .isZero();
        assertThat(console.out())
                .contains("memory:", "READ-1 ", "not provided", "conforms: ", ", seed 1")
                .doesNotContain("FAILED", "NOT CONFORM");
        assertThat(console.err()).isEmpty();
        assertThat(directory.resolve("report.md")).content().contains("# Conformance of memory:");
        assertThat(directory.resolve("report.json")).content().startsWith("{\n  \"format\": 1,");
        assertThat(directory.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(console.run("report", file + ".json", "--output", file + "-again.html"))
                .isZero();
        assertThat(directory.resolve("report-again.html")).hasSameTextualContentAs(directory.resolve("report.html"));
    }

    @Test
    void aReportOfNoFormIsRefusedBeforeAnythingRuns() {
        assertThat(console.run("tck", "--report=report.txt")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(".md, .json or .html").hasLineCount(1);
        assertThat(console.run("tck", "--report=/no/such/directory/a.md")).isEqualTo(ExitCode.DATA);
    }

    @Test
    void anAbilityThatThereIsNot() {
        assertThat(console.run("tck", "--require=telepathy")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("HISTORY, FEED, CATALOG").hasLineCount(1);
    }

    @Test
    void aClassPathThatIsNotThere() {
        assertThat(console.run("tck", "--classpath", "no-such.jar")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("no-such.jar").hasLineCount(1);
    }

    @Test
    void aStoreThatLosesNamesIsToldWhatIsWrong() {
        RosterStore memory = RosterStores.open("memory:a store without names");
        Report report = Conformance.of(() -> new Nameless(memory))
                .effort(Effort.QUICK)
                .variants(Set.of(Variant.PLAIN))
                .run(result -> {});

        new TckView(console.terminal()).show(report);
        assertThat(console.out())
                .containsPattern("VALUES-2 +FAILED")
                .contains("expected: ", "actual: ", "check: ", "DOES NOT CONFORM: ")
                .doesNotContainPattern("[\\x{0}-\\x{9}\\x{B}-\\x{1F}\\x{7F}-\\x{9F}\\x{202A}-\\x{202E}]");
        assertThat(report.toJson()).contains("\"conforms\": false", "\"clause\": \"VALUES-2\"");
    }

    /** Answers every item without its name. */
    private static final class Nameless extends ForwardingRosterStore {

        Nameless(RosterStore delegate) {
            super(delegate);
        }

        @Override
        public Roster load(BareJid owner) {
            Roster roster = super.load(owner);
            Map<BareJid, Contact> nameless =
                    roster.contacts().values().stream().collect(Collectors.toMap(Contact::jid, Nameless::withoutName));
            return new Roster(owner, roster.revision(), roster.ver(), nameless, roster.unreadable());
        }

        private static Contact withoutName(Contact contact) {
            return new Contact(
                    contact.jid(),
                    contact.item().map(item -> item.withName("")),
                    contact.request(),
                    contact.extras(),
                    contact.changedIn());
        }

        @Override
        public void close() {
            // The storage is shared by all handles of the test.
        }
    }
}
