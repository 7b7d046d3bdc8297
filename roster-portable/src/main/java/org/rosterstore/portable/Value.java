package org.rosterstore.portable;

import java.util.List;
import java.util.Optional;
import org.rosterstore.portable.Finding.Place;

/** A value of a file that is a tree of tables, small enough to be held whole: of Lua, or of JSON. */
sealed interface Value {

    /** Where it begins. */
    Place place();

    /** About how many characters it takes to hold. */
    int size();

    /** The text, if it is one. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** What it is, for a message: never what it says, for it might be a secret. */
    String kind();

    /** Text in Unicode. */
    record Text(String value, Place place) implements Value {
        @Override
        public Optional<String> text() {
            return Optional.of(value);
        }

        @Override
        public int size() {
            return SIZE + value.length();
        }

        @Override
        public String kind() {
            return "text";
        }
    }

    /** A string of Lua that is not UTF-8, and so no text. */
    record Octets(Place place) implements Value {
        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public String kind() {
            return "octets that are not UTF-8";
        }
    }

    /** A number, as it is written. */
    record Digits(String digits, Place place) implements Value {
        @Override
        public int size() {
            return SIZE + digits.length();
        }

        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Bool(boolean value, Place place) implements Value {
        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public String kind() {
            return "a truth value";
        }
    }

    /** {@code null} or {@code nil}. */
    record Nothing(Place place) implements Value {
        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** A table of Lua, an object or an array of JSON. */
    record Table(List<Entry> entries, Place place, int size) implements Value {
        @Override
        public String kind() {
            return "a table";
        }
    }

    /**
     * An entry of a table.
     *
     * @param key a text, a number or a truth value; of entries without a key their number, from 1
     * @param value what stands there
     */
    record Entry(Value key, Value value) {}

    /** What any value takes beside its characters. */
    int SIZE = 32;
}
