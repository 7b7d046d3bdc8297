package org.rosterstore.manager;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlWalk;

/** Reads a {@code <presence/>}. RFC 6121, 4.7. */
final class PresenceReader {

    /** An {@code xs:byte} may have a sign, and zeros before it. */
    private static final Pattern NUMBER = Pattern.compile("([+-]?)0*([0-9]+)");

    /** More digits than any priority has. */
    private static final int MANY_DIGITS = 4;

    private PresenceReader() {}

    /**
     * Reads the present element, which is thereby left.
     *
     * @param limit how many characters its children may have in canonical form
     */
    static Presence read(XmlWalk in, StanzaHead head, Optional<Jid> from, Optional<Jid> to, long limit)
            throws MalformedXmlException {
        Presence.Type type = type(head);
        boolean isAvailable = type == Presence.Type.AVAILABLE;
        StanzaChildren children = StanzaChildren.read(in, limit);
        Optional<StanzaChild> show = isAvailable ? children.take(StanzaNamespace.CLIENT, "show") : Optional.empty();
        Optional<StanzaChild> status = children.takeStatus();
        Optional<StanzaChild> priority =
                isAvailable ? children.take(StanzaNamespace.CLIENT, "priority") : Optional.empty();
        Optional<StanzaChild> nick = children.take(StanzaChildren.NICK, "nick");
        return new Presence(
                type,
                from,
                to,
                head.id(),
                show.flatMap(child -> Show.ofWord(child.text().strip())).orElse(Show.AVAILABLE),
                status.map(StanzaChild::text).orElse(""),
                priority.map(child -> priority(child.text().strip())).orElse(0),
                nick.map(StanzaChild::text).orElse(""),
                status.flatMap(StanzaChild::lang).orElse(head.lang()),
                children.rest());
    }

    private static Presence.Type type(StanzaHead head) {
        if (head.type().isEmpty()) {
            return Presence.Type.AVAILABLE;
        }
        return head.type()
                .filter(word -> !word.isEmpty())
                .flatMap(Presence.Type::ofWord)
                .orElseThrow(() -> new MalformedStanzaException(
                        "a presence of a type that there is not (RFC 6121, 4.7.1): <bad-request/>"));
    }

    /** What is beyond the range is brought into it by the presence. RFC 6121, 4.7.2.3. */
    private static int priority(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return 0;
        }
        String digits = number.group(2);
        int value = digits.length() > MANY_DIGITS ? Short.MAX_VALUE : Integer.parseInt(digits);
        return number.group(1).equals("-") ? -value : value;
    }
}
