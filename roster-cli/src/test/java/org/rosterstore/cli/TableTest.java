package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAlignedUnderWideAndCombiningCharacters() {
        Table table = new Table("CONTACT", "GROUP", "LAST")
                .row("juliet@localhost", "朋友", "x")
                .row("andre\u0301@localhost", "👩\u200D👩\u200D👧", "x")
                .row("a", "", "x");

        assertThat(table.lines(OptionalInt.empty()))
                .containsExactly(
                        "CONTACT           GROUP  LAST",
                        "juliet@localhost  朋友   x",
                        "andre\u0301@localhost   👩\u200D👩\u200D👧     x",
                        "a                        x");
    }

    @Test
    void rightToLeftTextIsIsolatedFromTheColumnsBesideIt() {
        Table table = new Table("A", "B").row("שלום", "مرحبا").row("x", "y");

        assertThat(table.lines(OptionalInt.empty()))
                .containsExactly("A     B", "\u2068שלום\u2069  \u2068مرحبا\u2069", "x     y");
    }

    @Test
    void aHostileCellStaysACell() {
        Table table = new Table("A", "B").row("\u001B[2J\nroot", "\u202Ex");

        assertThat(table.lines(OptionalInt.empty()))
                .containsExactly("A                B", "\\u001B[2J\\nroot  \\u202Ex");
    }

    @Test
    void theWidestCellsAreShortenedToTheTerminal() {
        Table table = new Table("CONTACT", "NAME", "S")
                .row("juliet@localhost", "Juliet Capulet of the house of Capulet", "to");

        assertThat(table.lines(OptionalInt.of(36)))
                .containsExactly("CONTACT          NAME             S", "juliet@localho…  Juliet Capulet…  to");
    }

    @Test
    void theLastCellIsWrapped() {
        Table table =
                new Table("FILE", "WHAT").row("romeo.xml:1", "a repeated request: the one that says more is kept");

        assertThat(table.lines(OptionalInt.of(44)))
                .containsExactly(
                        "FILE         WHAT",
                        "romeo.xml:1  a repeated request: the one",
                        "             that says more is kept");
    }

    @Test
    void aTerminalTooNarrowForAnythingGetsLongLines() {
        Table table = new Table("CONTACT", "NAME").row("juliet@localhost", "Juliet Capulet");

        assertThat(table.lines(OptionalInt.of(5)))
                .containsExactly("CONTACT   NAME", "juliet@…  Juliet", "          Capulet");
    }

    @Test
    void aRowHasAsManyCellsAsTheHeader() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("A", "B").row("x"));
    }
}
