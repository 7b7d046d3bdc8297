package org.rosterstore.portable;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.portable.XmlNode.Element;

/** Reads a contact's JID: cuts a resource off, prepares what was not prepared, and reports either. */
final class JidReader {

    private JidReader() {}

    static Optional<BareJid> read(Element element, String attribute, OwnerReport report) {
        String text = element.attribute(attribute).orElse("");
        if (text.isEmpty()) {
            report.refused(element.place(), "", "%s without %s".formatted(element.name(), attribute));
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        BareJid jid;
        try {
            jid = BareJid.of(bare);
        } catch (IllegalArgumentException e) {
            report.refused(element.place(), text, "not a JID: " + e.getMessage());
            return Optional.empty();
        }
        if (slash >= 0) {
            report.repaired(element.place(), jid.toString(), "the resource of a full JID is cut off");
        }
        if (!jid.toString().equals(bare)) {
            report.repaired(element.place(), jid.toString(), "prepared (RFC 7622) from " + Printable.quoted(bare));
        }
        return Optional.of(jid);
    }
}
