package org.rosterstore.portable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.xml.XmlText;

/**
 * A writer of one XEP-0227 file, roster after roster. What {@link Xep0227Reader} makes of the file has the
 * {@linkplain Roster#sameContent same content}. Not safe for use by many threads at once.
 *
 * <p>The same rosters in the same order give the same octets: contacts are sorted, groups keep their order. A host's
 * element lasts as long as the owners that come are of one domain. Revisions are not written. {@code docs/portable.md}
 * has the form, and says what of it stands in the namespace {@code urn:rosterstore:portable:1}, which other software
 * skips.
 *
 * <p>A file that was not {@linkplain #finish finished} is not well-formed XML, so that what an export left behind that
 * failed half-way is never taken for a whole one. The file is confidential: whoever opens the stream sees to who may
 * read it.
 */
public final class Xep0227Writer implements AutoCloseable {

    private final Writer out;
    private @Nullable String host;
    private boolean open = true;

    /**
     * Begins a file.
     *
     * @param out where the octets go, in UTF-8; closed by {@link #close}
     * @throws UncheckedIOException if it cannot be written to
     */
    public Xep0227Writer(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write("<?xml version='1.0' encoding='UTF-8'?>\n<server-data xmlns='", Xmlns.PORTABLE, "'>\n");
    }

    /**
     * Writes an owner's roster.
     *
     * @param roster the roster, whose revision does not matter
     * @throws IllegalArgumentException if a record of it is {@linkplain Roster#unreadable() unreadable}, or a JID holds
     *     a character that XML cannot carry (one that a store has kept unprepared); nothing of it was written
     * @throws UncheckedIOException if it cannot be written; the file is damaged from here on
     * @throws IllegalStateException if the writer is finished or closed
     */
    public void write(Roster roster) {
        check(roster);
        if (!roster.owner().domainpart().equals(host)) {
            endHost();
            host = roster.owner().domainpart();
            write("  <host jid='", XmlText.attribute(host), "'>\n");
        }
        String localpart = roster.owner().localpart();
        String end = localpart.isEmpty() ? "domain" : "user";
        if (localpart.isEmpty()) {
            write("    <domain xmlns='", Xmlns.ROSTERSTORE, "'>\n");
        } else {
            write("    <user name='", XmlText.attribute(localpart), "'>\n");
        }
        List<Contact> contacts = roster.contacts().values().stream()
                .sorted(Comparator.comparing(Contact::jid))
                .toList();
        query(roster, contacts);
        contacts.forEach(contact -> contact.request().ifPresent(this::request));
        extras(contacts);
        write("    </", end, ">\n");
    }

    /**
     * Ends the file. Nothing can be written any more.
     *
     * @throws UncheckedIOException if that fails; the file may be damaged
     * @throws IllegalStateException if the writer is finished or closed
     */
    public void finish() {
        checkOpen();
        endHost();
        write("</server-data>\n");
        open = false;
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Closes the stream, without ending the file if {@link #finish} was not called. Closing again does nothing.
     *
     * @throws UncheckedIOException if that fails
     */
    @Override
    public void close() {
        open = false;
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the file is finished or closed");
        }
    }

    private void check(Roster roster) {
        checkOpen();
        if (!roster.unreadable().isEmpty()) {
            throw new IllegalArgumentException("%d records of the roster of %s are unreadable"
                    .formatted(roster.unreadable().size(), roster.owner()));
        }
        check(roster.owner());
        roster.contacts().keySet().forEach(Xep0227Writer::check);
    }

    private static void check(BareJid jid) {
        if (!XmlText.isCarriable(jid.toString())) {
            throw new IllegalArgumentException("a JID that XML cannot carry: " + Printable.of(jid.toString()));
        }
    }

    private void query(Roster roster, List<Contact> contacts) {
        write("      <query xmlns='", Xmlns.ROSTER, "'");
        roster.ver().ifPresent(ver -> attribute("ver", ver));
        if (roster.items().findAny().isEmpty()) {
            write("/>\n");
            return;
        }
        write(">\n");
        contacts.forEach(contact -> contact.item().ifPresent(this::item));
        write("      </query>\n");
    }

    private void item(RosterItem item) {
        write("        <item");
        attribute("jid", item.contact().toString());
        if (!item.name().isEmpty()) {
            attribute("name", item.name());
        }
        attribute("subscription", item.subscription().word());
        if (item.ask()) {
            attribute("ask", "subscribe");
        }
        if (item.approved()) {
            attribute("approved", "true");
        }
        if (item.groups().isEmpty()) {
            write("/>\n");
            return;
        }
        write(">");
        item.groups().forEach(group -> write("<group>", XmlText.content(group), "</group>"));
        write("</item>\n");
    }

    /** The stanza as it is, with a delay and a mark of ours as its last children. */
    private void request(SubscriptionRequest request) {
        String presence = request.stanza();
        if (presence.isEmpty()) {
            presence = "<presence xmlns='%s' from='%s' type='subscribe'>"
                            .formatted(
                                    Xmlns.CLIENT,
                                    XmlText.attribute(request.from().toString()))
                    + child("nick", " xmlns='" + Xmlns.NICK + "'", request.nick())
                    + child("status", "", request.status())
                    + "</presence>";
        }
        String end = "</presence>";
        String open = presence.endsWith(end)
                ? presence.substring(0, presence.length() - end.length())
                : presence.substring(0, presence.length() - "/>".length()) + ">";
        write("      ", open, "<delay xmlns='", Xmlns.DELAY, "'");
        attribute("stamp", request.receivedAt().toString());
        write("/><request xmlns='", Xmlns.ROSTERSTORE, "'");
        if (request.stanza().isEmpty()) {
            attribute("stanza", "none");
        }
        write("/>", end, "\n");
    }

    private static String child(String name, String attributes, String text) {
        return text.isEmpty() ? "" : "<%s%s>%s</%s>".formatted(name, attributes, XmlText.content(text), name);
    }

    private void extras(List<Contact> contacts) {
        if (contacts.stream().allMatch(contact -> contact.extras().isEmpty())) {
            return;
        }
        write("      <extras xmlns='", Xmlns.ROSTERSTORE, "'>\n");
        for (Contact contact : contacts) {
            if (contact.extras().isEmpty()) {
                continue;
            }
            write("        <contact");
            attribute("jid", contact.jid().toString());
            write(">");
            for (Map.Entry<String, String> extra : new TreeMap<>(contact.extras()).entrySet()) {
                write("<extra");
                attribute("key", extra.getKey());
                write(">", XmlText.content(extra.getValue()), "</extra>");
            }
            write("</contact>\n");
        }
        write("      </extras>\n");
    }

    private void endHost() {
        if (host != null) {
            write("  </host>\n");
        }
    }

    private void attribute(String name, String value) {
        write(" ", name, "='", XmlText.attribute(value), "'");
    }

    private void write(String... parts) {
        try {
            for (String part : parts) {
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
