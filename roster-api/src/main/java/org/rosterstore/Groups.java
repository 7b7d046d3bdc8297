package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** The groups of an item: an immutable set in a given order. A bare array, for most items have two or three. */
final class Groups extends AbstractSet<String> {

    private final String[] names;

    private Groups(String[] names) {
        this.names = names;
    }

    static Set<String> copyOf(Set<String> groups) {
        return groups instanceof Groups ? groups : of(groups);
    }

    /** The groups in iteration order; one that comes twice is refused. */
    static Set<String> of(Collection<String> groups) {
        String[] names = requireNonNull(groups, "groups").toArray(new String[0]);
        if (names.length == 0) {
            return Set.of();
        }
        if (names.length > Limits.GROUPS) {
            throw new LimitExceededException(
                    "%,d groups, the limit of one item is %,d".formatted(names.length, Limits.GROUPS));
        }
        for (String name : names) {
            if (Text.checked(name, "group", Limits.GROUP_OCTETS).isEmpty()) {
                throw new IllegalArgumentException("an empty group (RFC 6121, 2.3.3)");
            }
        }
        if (names.length > 1 && new HashSet<>(Arrays.asList(names)).size() < names.length) {
            throw new IllegalArgumentException("a group is named twice (RFC 6121, 2.3.3)");
        }
        return new Groups(names);
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.asList(names).iterator(); // an iterator that cannot remove
    }

    @Override
    public int size() {
        return names.length;
    }
}
