package org.rosterstore.portable;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.portable.Finding.Place;

/** A file cannot be read any further. The message holds nothing of what the file says: it might be a password. */
final class DamagedFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Place place;
    private final transient @Nullable BareJid owner;

    DamagedFileException(Place place, String message) {
        this(place, message, null);
    }

    private DamagedFileException(Place place, String message, @Nullable BareJid owner) {
        super(message);
        this.place = place;
        this.owner = owner;
    }

    /** The same damage, in the middle of an owner's data. */
    DamagedFileException in(BareJid damagedOwner) {
        return new DamagedFileException(place, damage(), damagedOwner);
    }

    /** What is wrong, in one line. */
    String damage() {
        return String.valueOf(getMessage());
    }

    Place place() {
        return place;
    }

    Optional<BareJid> owner() {
        return Optional.ofNullable(owner);
    }
}
