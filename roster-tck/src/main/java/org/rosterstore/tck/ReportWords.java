package org.rosterstore.tck;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.WrittenReport.Run;
import org.rosterstore.tck.WrittenReport.Store;

/** The words that all forms of a report share. */
final class ReportWords {

    private ReportWords() {}

    /** The facts of a run under their labels, without those that there are not. */
    static Map<String, String> facts(WrittenReport report) {
        Store store = report.store();
        Run run = report.run();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Server", product(store));
        facts.put("Durability", store.durability());
        facts.put("Freshness", store.freshness());
        facts.put("Offers", list(store.offered()));
        facts.put("Hooks", list(store.provided()));
        facts.put("Variants", list(report.variants()));
        facts.put("Effort", effort(run));
        facts.put("Seed", Long.toString(run.seed()));
        facts.put("Run", minute(run.began()));
        facts.put("Kit", run.kit());
        facts.put("Java", run.java());
        facts.put("System", run.system());
        facts.values().removeIf(String::isBlank);
        return facts;
    }

    /** The product and its version, if it has one. */
    static String product(Store store) {
        return "%s %s".formatted(store.product(), store.version()).strip();
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** {@code full: sequences 100, length 40, …}. */
    private static String effort(Run run) {
        String numbers = run.effort().entrySet().stream()
                .map(part -> "%s %,d".formatted(part.getKey(), part.getValue()))
                .collect(joining(", "));
        return Stream.of(name(run), numbers).filter(words -> !words.isEmpty()).collect(joining(": "));
    }

    private static String name(Run run) {
        if (run.effort().equals(ReportInWords.words(Effort.FULL))) {
            return "full";
        }
        return isQuick(run) ? "quick" : "";
    }

    private static boolean isQuick(Run run) {
        return run.effort().equals(ReportInWords.words(Effort.QUICK));
    }

    /** {@code 2026-11-22 18:15 UTC}. */
    static String minute(Instant instant) {
        return instant.toString().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC");
    }

    static String seconds(Duration time) {
        return "%,d.%d s".formatted(time.toSeconds(), time.toMillisPart() / 100);
    }

    /** {@code 61 passed, 2 failed, 4 not offered}. */
    static String counts(Findings findings) {
        return findings.byStatus().entrySet().stream()
                .filter(status -> !status.getValue().isEmpty())
                .map(status -> "%d %s".formatted(status.getValue().size(), status.getKey()))
                .collect(joining(", "));
    }

    /** A character for a status. It never stands without the word. */
    static String mark(Status status) {
        return switch (status) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case NOT_OFFERED, NOT_PROVIDED, NOT_RUN -> "–";
        };
    }

    static String ownersLeft(WrittenReport report) {
        return "%,d owners of the kit could not be erased and are still in the store".formatted(report.ownersLeft());
    }

    /** How to run the same sequences again. */
    static String replay(Run run) {
        return "under JUnit `-Droster.tck.seed=%d%s`, from the command line `roster tck --seed %d%s`"
                .formatted(
                        run.seed(),
                        isQuick(run) ? " -Droster.tck.effort=quick" : "",
                        run.seed(),
                        isQuick(run) ? " --quick" : "");
    }
}
