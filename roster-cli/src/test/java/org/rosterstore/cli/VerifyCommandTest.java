package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;
import static org.rosterstore.cli.Verona.TYBALT;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

class VerifyCommandTest {

    @TempDir
    private Path directory;

    private final Console console = new Console();

    @BeforeEach
    void someRecordsAreDamaged() throws IOException {
        try (FileRosterStore store = new FileRosterStore(directory)) {
            store.commit(
                    ROMEO,
                    RosterEdit.put(RosterItem.of(JULIET).withName("Juliet"))
                            .and(RosterEdit.put(RosterItem.of(NURSE).withName("Angelica")))
                            .and(RosterEdit.put(RosterItem.of(TYBALT)))
                            .and(RosterEdit.ver("7")));
            store.commit(BENVOLIO, RosterEdit.put(RosterItem.of(JULIET)));
        }
        FileRosterStore.damage(directory, ROMEO, "Juliet");
        FileRosterStore.damage(directory, ROMEO, "Angelica");
    }

    private int verify(Console on, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "verify";
        words[1] = "--store";
        words[2] = "files:" + directory;
        System.arraycopy(options, 0, words, 3, options.length);
        return on.run(words);
    }

    private Roster romeo() {
        try (FileRosterStore store = new FileRosterStore(directory)) {
            return store.load(ROMEO);
        }
    }

    @Test
    void whatCannotBeReadIsListed() {
        assertThat(verify(console)).isEqualTo(ExitCode.DATA);
        assertThat(console.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith(ROMEO + ": " + JULIET + ": ") && line.endsWith(" (remains)"))
                .anyMatch(line -> line.startsWith(ROMEO + ": " + NURSE + ": "));
        assertThat(console.err()).contains("2 owners, 2 contacts read; 2 unreadable, 0 of them repaired");
        assertThat(romeo().unreadable()).hasSize(2);
        assertThat(verify(new Console(), BENVOLIO.toString())).isZero();
    }

    @Test
    void eachIsAskedAbout() {
        Console somebody = Console.answering("y\nn\n");
        assertThat(verify(somebody, "--repair")).isEqualTo(ExitCode.DATA);
        assertThat(somebody.err()).contains("Drop it?");
        assertThat(somebody.out()).contains("(dropped)", "(remains)");
        assertThat(romeo().unreadable())
                .singleElement()
                .matches(record -> record.contact().equals(NURSE));
    }

    @Test
    void allAreDroppedAndTheVerWithThem() {
        assertThat(verify(console, "--repair")).as("nobody to ask").isEqualTo(ExitCode.USAGE);
        assertThat(verify(console, "--repair", "--yes", "--json")).isZero();
        assertThat(console.out()).contains("\"unreadable\":2,\"repaired\":2,", "\"effect\":\"dropped\"");
        assertThat(romeo().unreadable()).isEmpty();
        assertThat(romeo().contacts()).containsOnlyKeys(TYBALT);
        assertThat(romeo().ver()).as("would name a roster with three").isEmpty();
        assertThat(verify(new Console())).isZero();
    }

    @Test
    void aBackupHasTheGoodRecord() {
        Verona backup = new Verona();
        RosterItem juliet = RosterItem.of(JULIET).withName("Juliet of yesterday");
        backup.store().commit(ROMEO, RosterEdit.put(juliet).and(RosterEdit.extra(JULIET, "k", "v")));
        assertThat(verify(console, "--repair", "--yes", "--from", backup.uri())).isZero();
        assertThat(console.out()).contains("(replaced)", "(dropped)");
        assertThat(romeo().contact(JULIET).item()).contains(juliet);
        assertThat(romeo().contact(JULIET).extras()).containsEntry("k", "v");
    }

    @Test
    void anOwnerOfWhomNothingCanBeReadRemains() throws IOException {
        FileRosterStore.damage(directory, BENVOLIO);
        assertThat(verify(console, "--repair", "--yes")).isEqualTo(ExitCode.DATA);
        assertThat(console.out()).contains(BENVOLIO + ": ", "(remains)", "(dropped)");
        Console owners = new Console();
        assertThat(owners.run("owners", "-l", "--store", "files:" + directory)).isEqualTo(ExitCode.DATA);
        assertThat(owners.out()).contains(BENVOLIO.toString(), "cannot be read");
    }

    @Test
    void otherCommandsSayWhatTheyCannotRead() {
        String store = "files:" + directory;
        assertThat(console.run("show", ROMEO.toString(), "--store", store)).isEqualTo(ExitCode.DATA);
        assertThat(console.out()).contains(TYBALT.toString());
        assertThat(console.err()).contains(JULIET + ": cannot be read");
        assertThat(console.run("put", ROMEO.toString(), JULIET.toString(), "--store", store))
                .isEqualTo(ExitCode.DATA);
        assertThat(console.run("remove", ROMEO.toString(), JULIET.toString(), "--store", store))
                .isZero();
        assertThat(romeo().unreadable()).hasSize(1);
    }
}
