package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.Finding.Kind;

/** What an import has found, counted and kept. */
final class Findings implements Consumer<Finding> {

    private final List<Finding> all = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    @Override
    public void accept(Finding finding) {
        all.add(finding);
        counts.merge(finding.kind(), 1, Integer::sum);
    }

    List<Finding> all() {
        return all;
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** {@code 3 repaired, 1 refused, 8 skipped}. */
    String counts() {
        return "%d repaired, %d refused, %d skipped"
                .formatted(count(Kind.REPAIRED), count(Kind.REFUSED), count(Kind.SKIPPED));
    }

    /** What is of the roster and did not come over as it was written. */
    Table table() {
        Table table = new Table("FILE", "OWNER", "CONTACT", "", "WHAT WAS WRONG, AND WHAT WAS DONE");
        Map<List<String>, Integer> rows = new LinkedHashMap<>();
        all.stream().filter(finding -> finding.kind() != Kind.SKIPPED).forEach(finding -> {
            List<String> row = List.of(
                    finding.place().map(Findings::shortened).orElse(""),
                    finding.owner().orElse(""),
                    finding.contact().orElse(""),
                    word(finding.kind()),
                    finding.message());
            rows.merge(row, 1, Integer::sum);
        });
        rows.forEach((row, times) -> table.row(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                times > 1 ? row.get(4) + " (" + times + " times)" : row.get(4)));
        return table;
    }

    private static String shortened(Finding.Place place) {
        return Optional.ofNullable(place.file().getFileName()).orElse(place.file()) + ":" + place.line();
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = Json.object();
        json.put("kind", word(finding.kind()));
        json.put("file", finding.place().map(place -> place.file().toString()));
        json.put("line", finding.place().map(Finding.Place::line));
        json.put("owner", finding.owner());
        json.put("contact", finding.contact());
        json.put("message", finding.message());
        return json;
    }
}
