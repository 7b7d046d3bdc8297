package org.rosterstore.tck;

import java.util.List;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;

/** What a store has answered, checked and taken apart. */
final class Answers {

    private Answers() {}

    /** The revision of a commit that must have been made. */
    static Revision committed(Trial trial, String commit, CommitResult result) {
        if (result instanceof Committed committed) {
            return committed.revision();
        }
        throw trial.fail(commit + " is Committed", result);
    }

    /** The actual revision, of a commit that must have been refused. */
    static Revision conflict(Trial trial, String commit, CommitResult result) {
        if (result instanceof Conflict conflict) {
            return conflict.actual();
        }
        throw trial.fail(commit + " is a Conflict", result);
    }

    /** States that a roster holds exactly this item of its contact, the order of the groups included. */
    static void item(Trial trial, Roster roster, RosterItem expected) {
        Optional<RosterItem> item = roster.contact(expected.contact()).item();
        if (item.isEmpty()) {
            throw trial.fail(shown(expected, 0), "no item of " + expected.contact());
        }
        if (!item.get().identical(expected)) {
            int same = sameGroups(expected, item.get());
            throw trial.fail(shown(expected, same), shown(item.get(), same));
        }
    }

    /** How many groups are the same before the first that differs. */
    private static int sameGroups(RosterItem one, RosterItem other) {
        List<String> groups = List.copyOf(one.groups());
        List<String> others = List.copyOf(other.groups());
        int same = 0;
        while (same < Math.min(groups.size(), others.size()) && groups.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }

    /** States that a roster holds no item of a contact. */
    static void noItem(Trial trial, Roster roster, BareJid contact) {
        trial.expectEqual(
                "the item of " + contact + " is",
                Optional.empty(),
                roster.contact(contact).item());
    }

    /** States that a text came back as it was given, code point by code point. */
    static void text(Trial trial, String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw trial.fail(what + " " + Texts.shown(expected), Texts.shown(actual));
        }
    }

    private static String shown(RosterItem item, int sameGroups) {
        return "the item of %s with name %s, %s, subscription %s, ask %s, approved %s"
                .formatted(
                        Texts.shown(item.contact().toString()),
                        Texts.shown(item.name()),
                        shownGroups(List.copyOf(item.groups()), sameGroups),
                        item.subscription().word(),
                        item.ask(),
                        item.approved());
    }

    private static String shownGroups(List<String> groups, int same) {
        List<String> shown = groups.stream().map(Texts::shown).toList();
        if (shown.size() <= 5) {
            return "groups " + shown;
        }
        List<String> excerpt = shown.subList(same, Math.min(same + 3, shown.size()));
        return "%,d groups, after the first %,d of them %s".formatted(shown.size(), same, excerpt);
    }
}
