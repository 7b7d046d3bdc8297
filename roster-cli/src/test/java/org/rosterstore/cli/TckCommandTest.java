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
        Path file = directory.resolve("report.md");
        assertThat(console.run("tck", "--quick", "--seed=1", "--require=history,FEED", "--report", file.toString()))
                .isZero();
        assertThat(console.out())
                .contains("memory:", "READ-1 ", "not provided", "conforms: ", ", seed 1")
                .doesNotContain("FAILED", "NOT CONFORM");
        assertThat(console.err()).isEmpty();
        assertThat(file).content().contains("# Conformance of memory:");
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
        assertThat(Json.of(TckView.json(report))).contains("\"conforms\":false", "\"clause\":\"VALUES-2\"");
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
