package org.rosterstore.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.TestResult;
import org.rosterstore.tck.zoo.WrongStore;

/** Shows the wrong stores, what each does, and whether the kit has found it. */
final class ZooView {

    private final Terminal terminal;
    private final Progress progress;

    ZooView(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
    }

    void progress(int done, int all, WrongStore last) {
        progress.show("%d of %d wrong stores, the last: %s".formatted(done, all, last.name()));
    }

    void endOfProgress() {
        progress.end();
    }

    void show(ZooVisit visit, double seconds) {
        Output out = terminal.out();
        terminal.table(table(visit));
        visit.missed().forEach(this::explain);
        out.line("");
        if (visit.whole()) {
            neverFailed(visit.neverFailed());
        }
        int all = visit.sightings().size();
        int missed = visit.missed().size();
        out.line(
                missed == 0 ? Ink.GREEN : Ink.RED,
                "%d of %d wrong stores found in %.1f s".formatted(all - missed, all, seconds));
    }

    private static Table table(ZooVisit visit) {
        Table table = new Table(
                "BREAKS", "FOUND", "CLAUSES THAT FAILED", "WRONG STORE", "WHAT IT DOES, AND WHERE IT WAS SEEN");
        for (ZooVisit.Sighting sighting : visit.sightings()) {
            WrongStore store = sighting.store();
            table.row(
                    store.clause().id(),
                    sighting.isFound() ? "✓" : "✗ NO",
                    words(sighting.report().failedClauses()),
                    store.name(),
                    store.fault() + store.origin().map(" (%s)"::formatted).orElse(""));
        }
        return table;
    }

    private void explain(ZooVisit.Sighting sighting) {
        Output out = terminal.out();
        WrongStore store = sighting.store();
        out.line("");
        out.line(Ink.RED, SafeText.of("%s was not found, in the variant %s".formatted(store.name(), store.variant())));
        out.line("  expected: %s%s, with: %s"
                .formatted(
                        words(store.fails()),
                        store.perhaps().isEmpty() ? "" : " and perhaps " + words(store.perhaps()),
                        SafeText.of(store.message())));
        out.line("  actual:   " + words(sighting.report().failedClauses()));
        sighting.report().failures().stream()
                .limit(3)
                .forEach(failure -> out.line("            " + SafeText.of(finding(failure))));
    }

    private static String finding(TestResult failure) {
        return failure.failure()
                .map(found -> "%s: %s; it was: %s".formatted(failure.test(), found.expected(), found.actual()))
                .orElse("");
    }

    private void neverFailed(Set<String> tests) {
        Output out = terminal.out();
        if (tests.isEmpty()) {
            out.line("Every test of the kit is failed by some wrong store.");
        } else {
            out.line(Ink.YELLOW, "Tests of the kit that no wrong store fails:");
            tests.forEach(test -> out.line("  " + SafeText.of(test)));
        }
    }

    private static String words(Collection<Clause> clauses) {
        return clauses.isEmpty()
                ? "none"
                : clauses.stream().sorted().map(Clause::id).collect(Collectors.joining(", "));
    }

    static Map<String, Object> json(ZooVisit visit) {
        Map<String, Object> json = Json.object();
        json.put("found", visit.sightings().size() - visit.missed().size());
        json.put("missed", visit.missed().size());
        json.put("stores", visit.sightings().stream().map(ZooView::json).toList());
        if (visit.whole()) {
            json.put("neverFailed", visit.neverFailed());
        }
        return json;
    }

    private static Map<String, Object> json(ZooVisit.Sighting sighting) {
        WrongStore store = sighting.store();
        Map<String, Object> json = Json.object();
        json.put("name", store.name());
        json.put("fault", store.fault());
        json.put("seen", store.origin());
        json.put("clause", store.clause().id());
        json.put("variant", store.variant());
        json.put("expected", ids(store.fails()));
        json.put("perhaps", ids(store.perhaps()));
        json.put("failed", ids(sighting.report().failedClauses()));
        json.put("found", sighting.isFound());
        return json;
    }

    private static List<String> ids(Collection<Clause> clauses) {
        return clauses.stream().sorted().map(Clause::id).toList();
    }
}
