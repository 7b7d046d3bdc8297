package org.rosterstore.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.cli.JsonValue.Malformed;
import org.rosterstore.tck.WrittenReport;

/**
 * Reads reports of the kit as JSON. A report may come from a stranger, or from an older or newer kit: members that are not known
 * are passed over, clauses, variants, abilities and hooks may be any words, and what {@code conforms} and {@code status} say is
 * not taken from the file, since it follows from the tests.
 */
final class ReportReader {

    private static final int CLAUSES = 2_000;
    private static final int TESTS = 200_000;
    private static final int VARIANTS = 32;
    private static final int WORDS = 1_000;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Set<String> named = new HashSet<>();
    private final Set<String> variants = new HashSet<>();

    private ReportReader() {}

    /**
     * Reads one report to the end of the stream. The stream is closed.
     *
     * @param in the report as {@link WrittenReport#toJson()} has written it
     * @param name what to call it in errors: the file
     * @throws CommandFailure with {@link ExitCode#DATA} for anything that is wrong with it, and nothing else: the file, line and
     *     column, and what was expected there
     */
    static WrittenReport read(Reader in, String name) {
        try {
            return new ReportReader().report(JsonValue.read(in));
        } catch (Malformed e) {
            throw failure(name + ":" + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw failure(name + at(e) + ": this is no JSON: " + e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw failure(name + ": this is no UTF-8", e);
        } catch (IOException e) {
            throw failure(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ":" + JsonValue.place(e.getLocation());
    }

    private static CommandFailure failure(String message, Exception cause) {
        return new CommandFailure(ExitCode.DATA, message, cause);
    }

    private WrittenReport report(JsonValue json) throws Malformed {
        checkFormat(json);
        List<WrittenReport.Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonValue clause : json.member("clauses").elements(CLAUSES)) {
            rules.add(rule(clause));
            if (!ids.add(clause.text("id"))) {
                throw clause.member("id").malformed("%s for the second time".formatted(clause.text("id")));
            }
        }
        List<WrittenReport.Test> tests = new ArrayList<>();
        for (JsonValue test : json.member("tests").elements(TESTS)) {
            tests.add(test(test));
        }
        return new WrittenReport(
                store(json.member("store")),
                run(json.member("run")),
                rules,
                tests,
                words(json.member("problems")),
                (int) json.member("ownersLeft").count(Integer.MAX_VALUE));
    }

    private static void checkFormat(JsonValue json) throws Malformed {
        Optional<JsonValue> format = json.find("format");
        if (format.isEmpty()) {
            throw json.malformed("this is no report of the kit: it has no \"format\"");
        }
        long number = format.get().count(Integer.MAX_VALUE);
        if (number != WrittenReport.FORMAT) {
            throw format.get()
                    .malformed("the report is of format %d, and this command reads format %d; take a newer roster"
                            .formatted(number, WrittenReport.FORMAT));
        }
    }

    private static WrittenReport.Store store(JsonValue json) throws Malformed {
        return new WrittenReport.Store(
                json.text("name"),
                json.text("product"),
                json.text("version"),
                json.text("durability"),
                json.text("freshness"),
                words(json.member("offered")),
                words(json.member("provided")));
    }

    private static WrittenReport.Run run(JsonValue json) throws Malformed {
        return new WrittenReport.Run(
                instant(json.member("began")),
                duration(json),
                seed(json.member("seed")),
                effort(json.member("effort")),
                json.text("kit"),
                json.text("java"),
                json.text("system"));
    }

    private static Instant instant(JsonValue json) throws Malformed {
        try {
            Instant instant = Instant.parse(json.text());
            if (!instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw json.malformed("a time as 2026-11-22T18:15:00Z expected");
    }

    private static Duration duration(JsonValue json) throws Malformed {
        return Duration.ofMillis(json.member("milliseconds").count(Long.MAX_VALUE));
    }

    private static long seed(JsonValue json) throws Malformed {
        try {
            return Long.parseLong(json.text());
        } catch (NumberFormatException e) {
            throw json.malformed("a number of 64 bits expected, as a text");
        }
    }

    private static Map<String, Long> effort(JsonValue json) throws Malformed {
        Map<String, Long> effort = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> part : json.members().entrySet()) {
            effort.put(part.getKey(), part.getValue().count(Long.MAX_VALUE));
        }
        return effort;
    }

    private static List<String> words(JsonValue json) throws Malformed {
        List<String> words = new ArrayList<>();
        for (JsonValue word : json.elements(WORDS)) {
            words.add(word.text());
        }
        return words;
    }

    private static WrittenReport.Rule rule(JsonValue json) throws Malformed {
        return new WrittenReport.Rule(
                json.text("id"),
                json.text("chapter"),
                json.text("level"),
                json.text("text"),
                json.text("intent"),
                json.text("check"),
                json.optionalText("source"),
                json.optionalText("ability"),
                json.optionalText("hook"));
    }

    private WrittenReport.Test test(JsonValue json) throws Malformed {
        if (variants.add(json.text("variant")) && variants.size() > VARIANTS) {
            throw json.malformed("more than %d variants".formatted(VARIANTS));
        }
        Optional<JsonValue> failure = json.find("failure");
        return new WrittenReport.Test(
                json.text("test"),
                clause(json, "verifies"),
                json.text("variant"),
                duration(json),
                json.optionalText("note").orElse(""),
                failure.isPresent() ? Optional.of(failure(failure.get())) : Optional.empty());
    }

    private WrittenReport.Failure failure(JsonValue json) throws Malformed {
        return new WrittenReport.Failure(clause(json, "clause"), json.text("expected"), json.text("actual"));
    }

    private String clause(JsonValue json, String member) throws Malformed {
        String clause = json.text(member);
        if (named.add(clause) && named.size() > CLAUSES) {
            throw json.malformed("tests of more than %,d clauses".formatted(CLAUSES));
        }
        return clause;
    }
}
