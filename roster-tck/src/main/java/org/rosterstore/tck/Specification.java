package org.rosterstore.tck;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The clauses as a page of Markdown: {@code docs/SPEC.md}. */
final class Specification {

    private static final Map<String, String> CHAPTERS = new LinkedHashMap<>();

    static {
        CHAPTERS.put("READ", "Reading");
        CHAPTERS.put("COMMIT", "What a commit does");
        CHAPTERS.put("CAS", "Conditions");
        CHAPTERS.put("RETRY", "Commits that are sent again");
        CHAPTERS.put("ERASE", "Erasure");
        CHAPTERS.put("KEYS", "Names of owners and contacts");
        CHAPTERS.put("VALUES", "Values");
        CHAPTERS.put("LIFE", "Handles");
        CHAPTERS.put("FAIL", "Failure");
        CHAPTERS.put("HISTORY", "History, where it is offered");
        CHAPTERS.put("FEED", "Feed, where it is offered");
        CHAPTERS.put("CATALOG", "Catalog, where it is offered");
        CHAPTERS.put("SIZE", "Size");
        CHAPTERS.put("SEQUENCE", "All of it together");
        CHAPTERS.put("CONCURRENCY", "All of it at once");
    }

    private Specification() {}

    /** The title of a chapter, for one that has none its name. */
    static String title(String chapter) {
        return CHAPTERS.getOrDefault(chapter, chapter);
    }

    static String markdown() {
        Map<String, List<Clause>> chapters = Arrays.stream(Clause.values())
                .collect(Collectors.groupingBy(Clause::chapter, LinkedHashMap::new, Collectors.toList()));
        String body = chapters.entrySet().stream()
                .map(chapter -> "## %s\n\n%s".formatted(title(chapter.getKey()), clauses(chapter.getValue())))
                .collect(Collectors.joining("\n"));
        return """
                # The contract of a roster store

                What every `RosterStore` keeps, clause by clause. This page is made from `Clause.java` of the kit; the build
                fails if they differ. A clause binds every store, but those on history, feed and catalog only the stores that
                offer them. *Verified by* names the tests of the kit; some need a hook of the store's fixture, without which
                they are reported as "not provided".

                """ + body;
    }

    private static String clauses(List<Clause> clauses) {
        return clauses.stream().map(Specification::clause).collect(Collectors.joining("\n"));
    }

    private static String needs(KitTest test) {
        return test.needs().stream()
                .filter(hook -> !test.verifies().hook().equals(Optional.of(hook)))
                .map(" (hook: %s)"::formatted)
                .collect(Collectors.joining());
    }

    private static String clause(Clause clause) {
        String tests = KitTest.ALL.stream()
                .filter(test -> test.verifies() == clause)
                .map(test -> test.sentence() + needs(test))
                .collect(Collectors.joining("; "));
        return """
                **%s** %s%s
                <br>*Why:* %s
                <br>*Verified by:* %s%s.
                """.formatted(
                        clause.id(),
                        clause.text(),
                        clause.source().map(" (%s)"::formatted).orElse(""),
                        clause.intent(),
                        tests,
                        clause.hook().map(" (hook: %s)"::formatted).orElse(""));
    }
}
