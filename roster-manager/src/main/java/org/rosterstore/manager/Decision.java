package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/**
 * What a {@link SubscriptionPolicy}, or a person, says to somebody's request. Immutable.
 *
 * @param answer yes, no, or not yet
 * @param name with a yes, what to call the contact if the owner has no name for it, {@code ""} for nothing
 * @param groups with a yes, where to file the contact if the owner has not filed it
 */
public record Decision(Answer answer, String name, Set<String> groups) {

    /** What is said. */
    public enum Answer {
        /** The contact may see the owner's presence. */
        ACCEPT,
        /** The contact may see the owner's presence, and the owner asks to see the contact's. */
        ACCEPT_AND_RECIPROCATE,
        /** The contact may not see the owner's presence. It is told so. */
        DENY,
        /** The request is kept, and the listeners are told: {@link RosterEvent.Requested}. */
        ASK,
        /** The request is kept, and nobody is told: the policy itself sees to an answer. */
        DEFER,
        /** Somebody else decides: the next of {@link SubscriptionPolicy#firstOf}, in the end {@link #ASK}. */
        PASS
    }

    /**
     * Checks the name and the groups and copies them.
     *
     * @throws IllegalArgumentException if no item could have them
     */
    public Decision {
        requireNonNull(answer, "answer");
        RosterItem item = new RosterItem(ANYBODY, name, groups, Subscription.NONE, false, false);
        groups = item.groups();
    }

    private static final BareJid ANYBODY = BareJid.stored("anybody");

    /**
     * Yes.
     *
     * @return {@link Answer#ACCEPT}
     */
    public static Decision accept() {
        return of(Answer.ACCEPT);
    }

    /**
     * Yes, and the same in return.
     *
     * @return {@link Answer#ACCEPT_AND_RECIPROCATE}
     */
    public static Decision acceptAndReciprocate() {
        return of(Answer.ACCEPT_AND_RECIPROCATE);
    }

    /**
     * No.
     *
     * @return {@link Answer#DENY}
     */
    public static Decision deny() {
        return of(Answer.DENY);
    }

    /**
     * A person is asked.
     *
     * @return {@link Answer#ASK}
     */
    public static Decision ask() {
        return of(Answer.ASK);
    }

    /**
     * Not yet.
     *
     * @return {@link Answer#DEFER}
     */
    public static Decision defer() {
        return of(Answer.DEFER);
    }

    /**
     * No opinion.
     *
     * @return {@link Answer#PASS}
     */
    public static Decision pass() {
        return of(Answer.PASS);
    }

    private static Decision of(Answer answer) {
        return new Decision(answer, "", Set.of());
    }

    /**
     * This decision with a name for a contact that has none, for example the nick that it offers.
     *
     * @param newName what to call the contact
     * @return the changed copy
     */
    public Decision named(String newName) {
        return new Decision(answer, newName, groups);
    }

    /**
     * This decision with groups for a contact that is in none.
     *
     * @param newGroups where to file the contact
     * @return the changed copy
     */
    public Decision in(String... newGroups) {
        return new Decision(answer, name, new LinkedHashSet<>(List.of(newGroups)));
    }

    /** The item with what this decision has for it. */
    RosterItem filed(RosterItem item) {
        RosterItem named = item.name().isEmpty() ? item.withName(name) : item;
        return named.groups().isEmpty() ? named.withGroups(groups) : named;
    }
}
