package org.rosterstore.portable;

/** Contacts of an owner that have the same thing about them, counted: to tell it of each would drown all else. */
final class Tally {

    private int count;
    private String first = "";

    void add(String contact) {
        if (count++ == 0) {
            first = contact;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** How many they are, and an example. */
    @Override
    public String toString() {
        String items = count == 1 ? "1 item (%s)" : "%,d items (%s first)";
        return count == 1 ? items.formatted(first) : items.formatted(count, first);
    }
}
