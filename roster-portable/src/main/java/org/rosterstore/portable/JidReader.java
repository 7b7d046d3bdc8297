package org.rosterstore.portable;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.XmlNode.Element;

/** Reads a contact's JID: cuts a resource off, prepares what was not prepared, and reports either. */
final class JidReader {

    private JidReader() {}

    /**
     * The JID that an attribute of an element holds.
     *
     * @return empty if it was refused
     */
    static Optional<BareJid> read(Element element, String attribute, OwnerReport report) {
        String missing = "%s without %s".formatted(element.name(), attribute);
        return read(element.attribute(attribute), missing, element.place(), report);
    }

    /**
     * The JID that some text is.
     *
     * @param missing what to say where there is no text
     * @return empty if it was refused
     */
    static Optional<BareJid> read(Optional<String> written, String missing, Place place, OwnerReport report) {
        String text = written.orElse("");
        if (text.isEmpty()) {
            report.refused(place, "", missing);
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        BareJid jid;
        try {
            jid = BareJid.of(bare);
        } catch (IllegalArgumentException e) {
            report.refused(place, text, "not a JID: " + e.getMessage());
            return Optional.empty();
        }
        if (slash >= 0) {
            report.repaired(place, jid.toString(), "the resource of a full JID is cut off");
        }
        if (!jid.toString().equals(bare)) {
            report.repaired(place, jid.toString(), "prepared (RFC 7622) from " + Printable.quoted(bare));
        }
        return Optional.of(jid);
    }
}
