package org.rosterstore.tck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.tck.Report.Status;
import org.rosterstore.tck.WrittenReport.Failure;
import org.rosterstore.tck.WrittenReport.Rule;
import org.rosterstore.tck.WrittenReport.Run;
import org.rosterstore.tck.WrittenReport.Store;
import org.rosterstore.tck.WrittenReport.Test;

/** A {@link WrittenReport} as JSON. */
final class JsonReport {

    private JsonReport() {}

    static String of(WrittenReport report) {
        Map<String, Status> status = report.status();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", WrittenReport.FORMAT);
        json.put("conforms", report.conforms());
        json.put("store", store(report.store()));
        json.put("run", run(report.run()));
        json.put("problems", report.problems());
        json.put("ownersLeft", report.ownersLeft());
        json.put(
                "clauses",
                report.clauses().stream()
                        .map(rule -> rule(rule, status.getOrDefault(rule.id(), Status.NOT_RUN)))
                        .toList());
        json.put("tests", report.tests().stream().map(JsonReport::test).toList());
        return Json.lines(json);
    }

    private static Map<String, Object> store(Store store) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", store.name());
        json.put("product", store.product());
        json.put("version", store.version());
        json.put("durability", store.durability());
        json.put("freshness", store.freshness());
        json.put("offered", store.offered());
        json.put("provided", store.provided());
        return json;
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("began", run.began().toString());
        json.put("milliseconds", run.time().toMillis());
        json.put("seed", Long.toString(run.seed())); // a JSON number keeps 53 bits of it in many a reader
        json.put("effort", run.effort());
        json.put("kit", run.kit());
        json.put("java", run.java());
        json.put("system", run.system());
        return json;
    }

    private static Map<String, Object> rule(Rule rule, Status status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("status", status.toString());
        json.put("chapter", rule.chapter());
        json.put("level", rule.level());
        json.put("text", rule.text());
        json.put("intent", rule.intent());
        json.put("check", rule.check());
        putIfPresent(json, "source", rule.source());
        putIfPresent(json, "ability", rule.ability());
        putIfPresent(json, "hook", rule.hook());
        return json;
    }

    private static Map<String, Object> test(Test test) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("test", test.sentence());
        json.put("verifies", test.verifies());
        json.put("variant", test.variant());
        json.put("milliseconds", test.time().toMillis());
        if (!test.note().isEmpty()) {
            json.put("note", test.note());
        }
        test.failure().ifPresent(failure -> json.put("failure", failure(failure)));
        return json;
    }

    private static Map<String, Object> failure(Failure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clause", failure.clause());
        json.put("expected", failure.expected());
        json.put("actual", failure.actual());
        return json;
    }

    private static void putIfPresent(Map<String, Object> json, String name, Optional<String> value) {
        value.ifPresent(present -> json.put(name, present));
    }
}
