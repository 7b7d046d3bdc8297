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
    private static final int READABLE = 30;

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
     * @param columns how wide they may be: the last cell of a row is then wrapped, the widest of the others are shortened.
     *     Without it they are as wide as they are.
     */
    List<String> lines(OptionalInt columns) {
        int[] widths = widths();
        columns.ifPresent(most -> narrow(widths, most));
        List<String> lines = new ArrayList<>(lines(header, widths));
        rows.forEach(row -> lines.addAll(lines(row, widths)));
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

    /** Takes from the widest column but the last until that has room enough to be read. It gets what is left. */
    private static void narrow(int[] widths, int most) {
        int last = widths.length - 1;
        int available = most - GAP.length() * last;
        int readable = Math.min(widths[last], READABLE);
        while (sum(widths, last) + readable > available) {
            int widest = 0;
            for (int i = 1; i < last; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        widths[last] = Math.min(widths[last], Math.max(NARROWEST, available - sum(widths, last)));
    }

    private static int sum(int[] widths, int end) {
        return Arrays.stream(widths, 0, end).sum();
    }

    private static List<String> lines(List<String> cells, int[] widths) {
        StringBuilder start = new StringBuilder();
        int last = widths.length - 1;
        for (int i = 0; i < last; i++) {
            String cell = DisplayWidth.fitted(cells.get(i), widths[i]);
            start.append(isolated(cell))
                    .append(" ".repeat(widths[i] - DisplayWidth.of(cell)))
                    .append(GAP);
        }
        List<String> lines = new ArrayList<>();
        String before = start.toString();
        for (String part : DisplayWidth.wrapped(cells.get(last), widths[last])) {
            lines.add((before + isolated(part)).stripTrailing());
            before = " ".repeat(sum(widths, last) + GAP.length() * last);
        }
        return lines;
    }

    private static String isolated(String cell) {
        return Bidi.requiresBidi(cell.toCharArray(), 0, cell.length()) ? ISOLATE + cell + POP : cell;
    }
}
