package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;
import static org.rosterstore.cli.Verona.TYBALT;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

class VerifyCommandTest {

    @RegisterExtension
    private final Verona verona = new Verona();

    @RegisterExtension
    private final Verona backup = new Verona();

    private final Console console = new Console();

    @BeforeEach
    void someRecordsAreDamaged() throws SQLException {
        verona.store()
                .commit(
                        ROMEO,
                        RosterEdit.put(RosterItem.of(JULIET).withName("Juliet"))
                                .and(RosterEdit.put(RosterItem.of(NURSE).withName("Angelica")))
                                .and(RosterEdit.put(RosterItem.of(TYBALT)))
                                .and(RosterEdit.ver("7")));
        verona.store().commit(BENVOLIO, RosterEdit.put(RosterItem.of(JULIET)));
        verona.damage(ROMEO, JULIET);
        verona.damage(ROMEO, NURSE);
    }

    private int verify(Console on, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "verify";
        System.arraycopy(options, 0, words, 1, options.length);
        return verona.run(on, words);
    }

    private Roster romeo() {
        return verona.store().load(ROMEO);
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
        RosterItem juliet = RosterItem.of(JULIET).withName("Juliet of yesterday");
        backup.store().commit(ROMEO, RosterEdit.put(juliet).and(RosterEdit.extra(JULIET, "k", "v")));
        assertThat(verify(console, "--repair", "--yes", "--from", backup.uri())).isZero();
        assertThat(console.out()).contains("(replaced)", "(dropped)");
        assertThat(romeo().contact(JULIET).item()).contains(juliet);
        assertThat(romeo().contact(JULIET).extras()).containsEntry("k", "v");
    }

    @Test
    void anOwnerOfWhomNothingCanBeReadRemains() throws SQLException {
        verona.damage(BENVOLIO);
        assertThat(verify(console, "--repair", "--yes")).isEqualTo(ExitCode.DATA);
        assertThat(console.out()).contains(BENVOLIO + ": ", "(remains)", "(dropped)");
        Console owners = new Console();
        assertThat(owners.run("owners", "-l", "--store", verona.uri())).isEqualTo(ExitCode.DATA);
        assertThat(owners.out()).contains(BENVOLIO.toString(), "cannot be read");
    }

    @Test
    void otherCommandsSayWhatTheyCannotRead() {
        String store = verona.uri();
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
