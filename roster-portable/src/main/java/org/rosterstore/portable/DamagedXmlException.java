package org.rosterstore.portable;

import org.rosterstore.portable.Finding.Place;

/** A file cannot be read any further. The message holds nothing of what the file says: it might be a password. */
final class DamagedXmlException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Place place;

    DamagedXmlException(Place place, String message) {
        super(message);
        this.place = place;
    }

    Place place() {
        return place;
    }
}
