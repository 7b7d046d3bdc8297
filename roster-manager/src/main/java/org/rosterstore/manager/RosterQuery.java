package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A {@code <query xmlns='jabber:iq:roster'/>}, as it was written: nothing in it has been checked yet. Immutable. RFC 6121,
 * 2.1.1.
 *
 * @param ver the roster's version; empty where the attribute is missing, which is another thing than {@code ""}
 * @param items what stands in it
 */
public record RosterQuery(Optional<String> ver, List<Item> items) {

    /**
     * An {@code <item/>}, as it was written. RFC 6121, 2.1.2.
     *
     * @param jid whose it is, {@code ""} where it is not said
     * @param name the owner's name for the contact, {@code ""} for none
     * @param groups the groups in their order
     * @param subscription the word that stands there, {@code ""} where it is not said
     * @param ask whether {@code ask='subscribe'} stands there
     * @param approved whether the contact is pre-approved
     */
    public record Item(
            String jid, String name, List<String> groups, String subscription, boolean ask, boolean approved) {

        /** Checks for null and copies the groups. */
        public Item {
            requireNonNull(jid, "jid");
            requireNonNull(name, "name");
            groups = List.copyOf(groups);
            requireNonNull(subscription, "subscription");
        }
    }

    /** Checks for null and copies the items. */
    public RosterQuery {
        requireNonNull(ver, "ver");
        items = List.copyOf(items);
    }
}
