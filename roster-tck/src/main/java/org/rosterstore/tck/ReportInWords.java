package org.rosterstore.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Makes a {@link WrittenReport} of a report of this kit, in this JVM. */
final class ReportInWords {

    /** A store may answer with a roster of 100,000 contacts where another was expected. */
    static final int LONGEST = 10_000;

    private ReportInWords() {}

    static WrittenReport of(Report report) {
        return new WrittenReport(
                new WrittenReport.Store(
                        report.store(),
                        report.description().product(),
                        report.description().version(),
                        report.description().durability(),
                        report.description().freshness().toString(),
                        words(report.offered()),
                        words(report.provided())),
                new WrittenReport.Run(
                        report.began(),
                        report.time(),
                        report.seed(),
                        words(report.effort()),
                        kit(),
                        "%s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")),
                        "%s %s (%s)"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version"),
                                        System.getProperty("os.arch"))),
                Arrays.stream(Clause.values()).map(ReportInWords::rule).toList(),
                report.results().stream().map(ReportInWords::test).toList(),
                report.problems(),
                report.ownersLeft());
    }

    private static WrittenReport.Rule rule(Clause clause) {
        return new WrittenReport.Rule(
                clause.id(),
                Specification.title(clause.chapter()),
                clause.level().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                clause.text(),
                clause.intent(),
                clause.hint(),
                clause.source(),
                clause.ability().map(Ability::toString),
                clause.hook().map(Hook::toString));
    }

    private static WrittenReport.Test test(TestResult result) {
        return new WrittenReport.Test(
                result.test(),
                result.verifies().id(),
                result.variant().toString(),
                result.time(),
                result.note(),
                result.failure()
                        .map(failure -> new WrittenReport.Failure(
                                failure.clause().id(), cut(failure.expected()), cut(failure.actual()))));
    }

    private static String cut(String text) {
        return PlainText.cut(text, LONGEST, "… (%,d characters more)");
    }

    /** In the order of the constants, so that equal runs are written alike. */
    private static List<String> words(Collection<? extends Enum<?>> constants) {
        return constants.stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(Enum::toString)
                .toList();
    }

    /** By the names of the record's parts, whatever parts an effort has. */
    static Map<String, Long> words(Effort effort) {
        Map<String, Long> words = new LinkedHashMap<>();
        for (RecordComponent part : Effort.class.getRecordComponents()) {
            try {
                words.put(part.getName(), ((Number) part.getAccessor().invoke(effort)).longValue());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return words;
    }

    /** The version of the kit, as its build has written it. */
    static String kit() {
        try (InputStream file = ReportInWords.class.getResourceAsStream("kit.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            String version = properties.getProperty("version", "");
            return version.isEmpty() || version.startsWith("$") ? "unknown" : version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
