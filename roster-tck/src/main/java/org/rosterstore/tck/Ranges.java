package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of clauses in few words: {@code FAIL-1 to 6, LIFE-4}. */
final class Ranges {

    private static final Pattern ID = Pattern.compile("(.*-)([0-9]{1,9})", Pattern.DOTALL);

    private Ranges() {}

    static String of(List<String> clauses) {
        List<String> ranges = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end <= clauses.size(); end++) {
            if (end == clauses.size() || !follows(clauses.get(end - 1), clauses.get(end))) {
                ranges.add(range(clauses.subList(begin, end)));
                begin = end;
            }
        }
        return String.join(", ", ranges);
    }

    private static boolean follows(String one, String other) {
        Matcher first = ID.matcher(one);
        Matcher second = ID.matcher(other);
        return first.matches()
                && second.matches()
                && first.group(1).equals(second.group(1))
                && Integer.parseInt(first.group(2)) + 1 == Integer.parseInt(second.group(2));
    }

    private static String range(List<String> run) {
        String first = run.get(0);
        String last = run.get(run.size() - 1);
        return switch (run.size()) {
            case 1 -> first;
            case 2 -> first + ", " + last;
            default -> first + " to " + last.substring(last.lastIndexOf('-') + 1);
        };
    }
}
