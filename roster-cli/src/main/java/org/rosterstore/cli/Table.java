package org.rosterstore.cli;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows in aligned columns, for people. Cells are shown as {@link SafeText}; wide and combining characters are counted as
 * a terminal draws them, and right-to-left text is isolated, so that it does not reorder the columns beside it.
 */
final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    /** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX 9), which take no cell. */
    private static final String ISOLATE = "\u2068";

    private static final String POP = "\u2069";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row of as many cells as the header has. */
    Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + header.size() + " headings");
        }
        rows.add(Arrays.stream(cells).map(SafeText::of).toList());
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The lines, the header first.
     *
     * @param columns how wide they may be; the widest cells are shortened to it. Without it they are as wide as they are.
     */
    List<String> lines(OptionalInt columns) {
        int[] widths = widths();
        columns.ifPresent(most -> narrow(widths, most));
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = header.stream().mapToInt(DisplayWidth::of).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    /** Takes from the widest column until the table fits, or nothing more can be taken. */
    private static void narrow(int[] widths, int most) {
        int available = most - GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() > available) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = DisplayWidth.fitted(cells.get(i), widths[i]);
            line.append(isolated(cell)).append(" ".repeat(widths[i] - DisplayWidth.of(cell)));
            line.append(i < widths.length - 1 ? GAP : "");
        }
        return line.toString().stripTrailing();
    }

    private static String isolated(String cell) {
        return Bidi.requiresBidi(cell.toCharArray(), 0, cell.length()) ? ISOLATE + cell + POP : cell;
    }
}
