package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

class DiffCommandTest {

    @RegisterExtension
    private final Verona a = new Verona();

    @RegisterExtension
    private final Verona b = new Verona();

    private final Console console = new Console();

    @Test
    void equalStoresAreAQuietYes() {
        a.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        b.store().commit(ROMEO, RosterEdit.nothing());
        b.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        assertThat(console.run("diff", a.uri(), b.uri())).as("revisions differ").isZero();
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).contains("1 owners compared: 0 differ");
    }

    @Test
    void whatDiffersIsSaidByOwnerAndContact() {
        a.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        a.store().commit(BENVOLIO, RosterEdit.nothing());
        b.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET).withName("J")));
        b.store().commit(NURSE, RosterEdit.put(RosterItem.of(JULIET)));
        assertThat(console.run("diff", a.uri(), b.uri())).isEqualTo(ExitCode.NO);
        assertThat(console.out().lines())
                .contains(
                        ROMEO.toString(),
                        "  ~ " + JULIET + "  name (none) -> \"J\"",
                        BENVOLIO + " (only in A)",
                        NURSE + " (only in B)",
                        "  + " + JULIET + "  subscription none")
                .hasSize(5);
        assertThat(console.err()).contains("3 owners compared: 3 differ").hasLineCount(1);
        assertThat(new Console().run("diff", a.uri(), b.uri(), BENVOLIO.toString()))
                .isEqualTo(ExitCode.NO);
        assertThat(new Console().run("diff", a.uri(), b.uri(), JULIET.toString()))
                .as("in neither")
                .isZero();
    }

    @Test
    void aProgramGetsOneLine() {
        b.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        assertThat(console.run("diff", a.uri(), b.uri(), "--json")).isEqualTo(ExitCode.NO);
        assertThat(console.out())
                .hasLineCount(1)
                .startsWith("{\"compared\":1,\"different\":1,\"owners\":[{\"owner\":\"" + ROMEO)
                .contains("{\"contact\":\"" + JULIET + "\",\"change\":\"added\",\"parts\":[{\"part\":\"subscription\","
                        + "\"a\":null,\"b\":\"none\"}]}");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void anOwnerThatCannotBeReadDiffers() throws SQLException {
        b.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        b.damage(ROMEO);
        a.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        assertThat(console.run("diff", a.uri(), b.uri())).isEqualTo(ExitCode.NO);
        assertThat(console.out()).contains(ROMEO + ": cannot be read in B: ");
    }
}
