package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that did not come over as it was written. Immutable, and safe to print: controls and other code points that
 * do not show stand as {@code \}{@code uXXXX}, long text is cut, and no credential and no text of skipped data is ever
 * in it.
 *
 * @param kind what became of it
 * @param place where it stands, empty if it stands in a store
 * @param owner whose roster it is about, empty if it is about a file or a host
 * @param contact the contact that it is about, as far as that is known
 * @param message what was wrong and what was done, in one line
 */
public record Finding(
        Kind kind, Optional<Place> place, Optional<String> owner, Optional<String> contact, String message) {

    /** What became of a thing that was found. */
    public enum Kind {
        /** It came over after a change that the message names. */
        REPAIRED,
        /** It did not come over, although it should be a part of a roster. */
        REFUSED,
        /** It is no part of a roster and was passed over. Named once for each owner and kind of data. */
        SKIPPED
    }

    /**
     * A line of a file.
     *
     * @param file the path, as it was given or included
     * @param line the line on which the tag ends, from 1
     */
    public record Place(Path file, int line) {

        /** Checks for null. */
        public Place {
            requireNonNull(file, "file");
        }

        /** File and line as most tools write them, {@code export/romeo.xml:12}. */
        @Override
        public String toString() {
            return Printable.of(file.toString()) + ":" + line;
        }
    }

    /** Makes all text printable. */
    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(place, "place");
        owner = owner.map(Printable::of);
        contact = contact.map(Printable::of);
        message = Printable.of(message);
    }

    /** One line: place, owner, contact, kind and message, of which there are. */
    @Override
    public String toString() {
        String whereAndWhom = Stream.of(place.map(Place::toString), owner, contact)
                .flatMap(Optional::stream)
                .map(part -> part + ": ")
                .collect(Collectors.joining());
        return whereAndWhom + kind.name().toLowerCase(Locale.ROOT) + ": " + message;
    }
}
