package org.rosterstore.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.Value.Entry;
import org.rosterstore.portable.Value.Table;

/**
 * A walk through the tables of a file that anybody may have written. It goes forward only and holds one key and one
 * simple value at a time.
 *
 * <p>It begins before the file's only value. Each value that it comes to is a table or not: a table must be left, by
 * {@link #skip}, by {@link #value}, or by asking for its entries to the last.
 */
interface TableInput extends AutoCloseable {

    /** How deep tables may be nested. */
    int MAX_DEPTH = 64;

    /** Octets or characters of a string that is held. */
    int MAX_STRING = XmlInput.MAX_ELEMENT;

    /** Characters of a key, a number or a word. */
    int MAX_KEY = 1 << 13;

    /**
     * Goes to the file's value.
     *
     * @return whether it is a table, which is thereby entered
     */
    boolean toRoot() throws DamagedFileException;

    /**
     * Goes to the next entry of the present table, which is the one that was entered last and not left.
     *
     * @return false at the end of the present table, which is thereby left
     */
    boolean toEntry() throws DamagedFileException;

    /** The key of the present entry. */
    Value key();

    /** Whether the present entry's value is a table. */
    boolean isTable();

    /** Enters the table that is the present entry's value. */
    void enter() throws DamagedFileException;

    /**
     * The present entry's value that is no table, which is thereby left.
     *
     * @return empty if it is text longer than {@value #MAX_STRING}
     */
    Optional<Value> simple() throws DamagedFileException;

    /** Where the present entry's value begins. */
    Place place();

    /** Goes to the end of the file, so that damage after its value is found too. */
    void toEnd() throws DamagedFileException;

    /** Leaves the present entry's value, of which nothing is held. */
    default void skip() throws DamagedFileException {
        if (!isTable()) {
            simple();
            return;
        }
        enter();
        while (toEntry()) {
            skip();
        }
    }

    /**
     * The present entry's value as a whole, which is thereby left; empty if it takes more than
     * {@link XmlInput#MAX_ELEMENT} to hold.
     */
    default Optional<Value> value() throws DamagedFileException {
        return value(XmlInput.MAX_ELEMENT);
    }

    private Optional<Value> value(int budget) throws DamagedFileException {
        if (!isTable()) {
            return simple().filter(value -> value.size() <= budget);
        }
        Place place = place();
        List<Entry> entries = new ArrayList<>();
        int size = Value.SIZE;
        enter();
        while (toEntry()) {
            if (size <= budget) {
                Value key = key();
                size += Value.SIZE + key.size();
                Optional<Value> value = value(budget - size);
                size = value.isPresent() ? size + value.get().size() : Integer.MAX_VALUE;
                value.ifPresent(it -> entries.add(new Entry(key, it)));
            } else {
                entries.clear();
                skip();
            }
        }
        return size <= budget ? Optional.of(new Table(entries, place, size)) : Optional.empty();
    }

    @Override
    void close();
}
