package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells people what the demonstration does, and remembers whether each thing was as it must be. */
final class DemoReport {

    /** Something that must be so, and what was seen. */
    record Check(String what, boolean holds, String seen) {}

    private final Terminal terminal;
    private final boolean forPeople;
    private final List<Check> checks = new ArrayList<>();
    private final Map<RealExport, Findings> findings = new EnumMap<>(RealExport.class);
    private int chapters;

    DemoReport(Terminal terminal, boolean forPeople) {
        this.terminal = terminal;
        this.forPeople = forPeople;
    }

    void chapter(String title) {
        if (forPeople) {
            chapters++;
            terminal.out().line("");
            terminal.out().line(Ink.BOLD, "%d. %s".formatted(chapters, SafeText.of(title)));
        }
    }

    void say(String line) {
        if (forPeople) {
            terminal.out().line(("   " + SafeText.of(line)).stripTrailing());
        }
    }

    void table(Table table) {
        if (forPeople) {
            terminal.out().line("");
            terminal.table(table);
        }
    }

    void findings(RealExport export, Findings found) {
        findings.put(export, found);
        Table table = found.table();
        if (!table.isEmpty()) {
            table(table);
            say("");
        }
    }

    void check(String what, boolean holds, Object seen) {
        checks.add(new Check(what, holds, seen.toString()));
        if (forPeople) {
            Output out = terminal.out();
            String mark = holds ? out.in(Ink.GREEN, " ✓ ") : out.in(Ink.RED, " ✗ ");
            out.line(mark + SafeText.of(what) + out.in(Ink.DIM, SafeText.of(" — " + seen)));
        }
    }

    int checks() {
        return checks.size();
    }

    List<Check> broken() {
        return checks.stream().filter(check -> !check.holds()).toList();
    }

    Map<String, Object> json() {
        Map<String, Object> json = Json.object();
        json.put("holds", broken().isEmpty());
        json.put("checks", checks.stream().map(DemoReport::json).toList());
        json.put(
                "findings",
                findings.values().stream()
                        .flatMap(found -> found.all().stream())
                        .map(Findings::json)
                        .toList());
        return json;
    }

    private static Map<String, Object> json(Check check) {
        Map<String, Object> json = Json.object();
        json.put("what", check.what());
        json.put("holds", check.holds());
        json.put("seen", check.seen());
        return json;
    }
}
