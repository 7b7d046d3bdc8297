package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * One entry of a roster: what the owner calls a contact, where it is filed, and how the two are subscribed. Immutable.
 * RFC 6121, 2.1.2.
 *
 * <p>Any combination of {@code subscription}, {@code ask} and {@code approved} can be stored, since a client mirrors what
 * its server says. A request that the contact has sent and the owner has not answered is not a part of the item but stands
 * beside it: {@link Contact#request()}.
 *
 * @param contact whose entry it is
 * @param name the name that the owner gave, {@code ""} for none, at most {@value Limits#NAME_OCTETS} octets
 * @param groups the groups in their order, none empty, at most {@value Limits#GROUPS} of {@value Limits#GROUP_OCTETS}
 *     octets each. The order is kept but is no part of equality, as for any {@link Set}.
 * @param subscription who sees whose presence
 * @param ask whether the owner has asked to see the contact's presence and has no answer yet
 * @param approved whether the owner has approved a request before it came. RFC 6121, 3.4.
 */
public record RosterItem(
        BareJid contact, String name, Set<String> groups, Subscription subscription, boolean ask, boolean approved) {

    /** With a name and a JID of any octets, so many groups of any octets are within the limit of a contact. */
    private static final int SMALL_GROUPS = 32;

    /**
     * Checks the parts and copies the groups, keeping their order.
     *
     * @throws IllegalArgumentException if a group is empty, or text holds what XML cannot carry (control characters, lone
     *     surrogates)
     * @throws LimitExceededException if the name, a group or the number of groups is beyond its limit
     */
    public RosterItem {
        requireNonNull(contact, "contact");
        Text.checked(name, "name", Limits.NAME_OCTETS);
        groups = Groups.copyOf(groups);
        requireNonNull(subscription, "subscription");
    }

    /**
     * An item without name, groups and subscription.
     *
     * @param contact whose entry it is
     * @return the item
     */
    public static RosterItem of(BareJid contact) {
        return new RosterItem(contact, "", Set.of(), Subscription.NONE, false, false);
    }

    /**
     * This item under another name.
     *
     * @param name the new name, {@code ""} for none
     * @return the changed copy
     */
    public RosterItem withName(String name) {
        return new RosterItem(contact, name, groups, subscription, ask, approved);
    }

    /**
     * This item in other groups.
     *
     * @param groups the new groups in their order
     * @return the changed copy
     */
    public RosterItem withGroups(Set<String> groups) {
        return new RosterItem(contact, name, groups, subscription, ask, approved);
    }

    /**
     * This item in other groups.
     *
     * @param groups the new groups in their order
     * @return the changed copy
     * @throws IllegalArgumentException if one is named twice
     */
    public RosterItem withGroups(String... groups) {
        return withGroups(Groups.of(List.of(groups)));
    }

    /**
     * This item with another subscription.
     *
     * @param subscription the new one
     * @return the changed copy
     */
    public RosterItem withSubscription(Subscription subscription) {
        return new RosterItem(contact, name, groups, subscription, ask, approved);
    }

    /**
     * This item with or without an unanswered request of the owner.
     *
     * @param ask whether there is one
     * @return the changed copy
     */
    public RosterItem withAsk(boolean ask) {
        return new RosterItem(contact, name, groups, subscription, ask, approved);
    }

    /**
     * This item with or without pre-approval.
     *
     * @param approved whether it is pre-approved
     * @return the changed copy
     */
    public RosterItem withApproved(boolean approved) {
        return new RosterItem(contact, name, groups, subscription, ask, approved);
    }

    /**
     * Whether the other is the same in every part, the order of the groups included.
     *
     * @param other another item
     * @return whether nothing tells the two apart
     */
    public boolean identical(RosterItem other) {
        return equals(other) && List.copyOf(groups).equals(List.copyOf(other.groups));
    }

    /** Whether it is within the limit of a contact's octets for sure, without counting them. */
    boolean isSmall() {
        return contact.toString().length() <= Limits.JID_PART_OCTETS && groups.size() <= SMALL_GROUPS;
    }

    /** The octets of all its text, the contact's JID included. */
    int octets() {
        int octets = Text.octets(contact.toString()) + Text.octets(name);
        for (String group : groups) {
            octets += Text.octets(group);
        }
        return octets;
    }
}
