package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

/**
 * A recording told for people: a line for each call with its time as a bar, and revisions named by the count and the call
 * that made them ({@code 3#5} is the third, made by call 5).
 */
final class Story {

    private final Recording recording;
    private final Map<Long, Integer> makers = new HashMap<>();

    Story(Recording recording) {
        this.recording = recording;
        recording
                .operations()
                .forEach(operation ->
                        operation.commitId().ifPresent(id -> makers.merge(id, operation.number(), Math::min)));
    }

    String shown(Revision revision) {
        if (revision.equals(Revision.NONE)) {
            return "none";
        }
        Integer maker = makers.get(revision.commit());
        return maker == null
                ? "%d#? (of no commit here: %s)".formatted(revision.counter(), revision)
                : revision.counter() + "#" + maker;
    }

    /** What became of it, in a few lines. */
    String told(Verdict.Breach breach) {
        Operation misfit = breach.misfit();
        SequentialState state = breach.state();
        String right = misfit.request() instanceof Operation.Request.Commit commit
                ? state.ruling(misfit, commit, this)
                : shown(state.answer(misfit));
        String order = breach.longest().isEmpty()
                ? "at the beginning"
                : "after "
                        + breach.longest().stream()
                                .map(operation -> "#" + operation.number())
                                .collect(Collectors.joining(" "));
        return "%s%nthe longest order that is right so far: %s the owner is at %s.%nNow #%d fits nowhere: it answered %s,%n    where %s is right."
                .formatted(timeline(), order, shown(state.revision()), misfit.number(), shown(misfit.answer()), right);
    }

    /** A line for each call. The bars show which calls overlap, not how long they took. */
    String timeline() {
        List<Operation> operations = recording.operations();
        long[] moments = operations.stream()
                .flatMapToLong(operation -> LongStream.of(operation.called(), operation.returned()))
                .distinct()
                .sorted()
                .toArray();
        Map<Long, Integer> columns = new HashMap<>();
        for (int i = 0; i < moments.length; i++) {
            columns.put(moments[i], i);
        }
        List<String> lines = new ArrayList<>();
        for (Operation operation : operations) {
            int from = columns.getOrDefault(operation.called(), 0);
            int to = columns.getOrDefault(operation.returned(), from);
            String bar = " ".repeat(from)
                    + (from == to ? "|" : "|" + "-".repeat(to - from - 1) + (operation.isOpen() ? ">" : "|"));
            lines.add("#%-2d caller %d, handle %d  %s  %s -> %s"
                    .formatted(
                            operation.number(),
                            operation.caller(),
                            operation.handle(),
                            bar + " ".repeat(Math.max(0, moments.length - bar.length())),
                            shown(operation.request()),
                            shown(operation.answer())));
        }
        return String.join("\n", lines);
    }

    private String shown(Operation.Request request) {
        if (request instanceof Operation.Request.Find find) {
            return "find " + shown(find.contact());
        }
        if (request instanceof Operation.Request.Commit commit) {
            return "commit" + shown(commit.condition()) + ": " + shown(commit.edit());
        }
        return request instanceof Operation.Request.Load ? "load" : "revision";
    }

    private static String shown(RosterEdit edit) {
        if (edit.erases() || !edit.requests().isEmpty() || !edit.extras().isEmpty()) {
            return Statements.of(edit);
        }
        List<String> parts = new ArrayList<>();
        if (edit.replacesItems()) {
            parts.add("only");
        }
        new TreeMap<>(edit.items())
                .forEach((contact, item) -> parts.add(
                        item.map(put -> shown(contact) + " " + shown(put)).orElse("without " + shown(contact))));
        edit.ver().ifPresent(ver -> parts.add(ver.map(text -> "ver " + text).orElse("without ver")));
        return parts.isEmpty() ? "nothing" : String.join(", ", parts).replace("only, ", "only ");
    }

    private String shown(Condition condition) {
        StringBuilder text = new StringBuilder();
        condition.commit().ifPresent(id -> text.append(" as #").append(makers.get(id)));
        condition.owner().ifPresent(revision -> text.append(" at ").append(shown(revision)));
        new TreeMap<>(condition.contacts())
                .forEach((contact, since) -> text.append(" if ")
                        .append(shown(contact))
                        .append(" is as of ")
                        .append(shown(since)));
        return condition.attempt().isPresent() ? " again" + text : text.toString();
    }

    String shown(Operation.Answer answer) {
        if (answer instanceof Operation.Answer.Loaded loaded) {
            return shown(loaded.roster());
        }
        if (answer instanceof Operation.Answer.Found found) {
            return shown(found.contact());
        }
        if (answer instanceof Operation.Answer.At at) {
            return shown(at.revision());
        }
        if (answer instanceof Operation.Answer.Decided decided) {
            return decided.result() instanceof Committed committed
                    ? "Committed at " + shown(committed.revision())
                    : "Conflict at " + shown(((Conflict) decided.result()).actual());
        }
        return answer instanceof Operation.Answer.NotApplied notApplied
                ? "NOT_APPLIED: " + notApplied.failure()
                : ((Operation.Answer.Unknown) answer).reason();
    }

    private String shown(Roster roster) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(roster.contacts()).values().forEach(contact -> parts.add(shown(contact)));
        roster.ver().ifPresent(ver -> parts.add("ver " + ver));
        roster.unreadable().forEach(record -> parts.add("unreadable " + record.contact()));
        return shown(roster.revision()) + " " + parts;
    }

    private String shown(Contact contact) {
        List<String> parts = new ArrayList<>();
        parts.add(shown(contact.jid()));
        contact.item().ifPresent(item -> parts.add(shown(item)));
        contact.request().ifPresent(request -> parts.add("with a request"));
        if (!contact.extras().isEmpty()) {
            parts.add(new TreeMap<>(contact.extras()).toString());
        }
        if (contact.isAbsent()) {
            parts.add("absent");
        }
        parts.add("of " + shown(contact.changedIn()));
        return String.join(" ", parts);
    }

    private static String shown(RosterItem item) {
        boolean isPlain = item.identical(RosterItem.of(item.contact()).withName(item.name()));
        return isPlain ? "\"" + item.name() + "\"" : item.toString();
    }

    private static String shown(BareJid jid) {
        String text = jid.toString();
        int at = text.indexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }
}
