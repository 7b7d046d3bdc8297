package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rosterstore.xml.MalformedXmlException;
import org.rosterstore.xml.StanzaNamespace;
import org.rosterstore.xml.XmlWalk;

/** The children of a presence: those that say something to us are taken out, and the rest is its payload. */
final class StanzaChildren {

    /** XEP-0172. */
    static final String NICK = "http://jabber.org/protocol/nick";

    private final List<StanzaChild> children = new ArrayList<>();

    private StanzaChildren() {}

    /** None, as of most presences. */
    static StanzaChildren none() {
        return new StanzaChildren();
    }

    /**
     * Reads the content of the present element, which is thereby left. Text between children is passed over, and what the
     * canonical form has no words for.
     */
    static StanzaChildren read(XmlWalk in, long limit) throws MalformedXmlException {
        StanzaChildren read = new StanzaChildren();
        long left = limit;
        while (in.toChild()) {
            left -= read.add(StanzaChild.read(in, left));
        }
        return read;
    }

    /** The same, but nothing may be passed over that says anything. */
    static StanzaChildren strictly(XmlWalk in, long limit) throws MalformedXmlException {
        StanzaChildren read = new StanzaChildren();
        long left = limit;
        while (in.depth() > 0) {
            switch (in.next()) {
                case START -> {
                    int length = read.add(StanzaChild.read(in, left));
                    if (length == 0) {
                        throw new MalformedStanzaException("the payload: an attribute with a namespace");
                    }
                    left -= length;
                }
                case TEXT -> {
                    if (!in.piece().isBlank()) {
                        throw new MalformedStanzaException("the payload: text between its elements");
                    }
                }
                case END, DONE -> {}
            }
        }
        return read;
    }

    /** How long the child is in its canonical form, 0 if it has none. */
    private int add(StanzaChild child) {
        children.add(child);
        return child.xml().map(String::length).orElse(0);
    }

    boolean has(String namespace, String name) {
        return children.stream().anyMatch(child -> child.is(namespace, name));
    }

    /** Takes out the first of a kind. */
    Optional<StanzaChild> take(String namespace, String name) {
        return take(child -> child.is(namespace, name));
    }

    /** Takes out the status that counts: the first without a language, or else the first. */
    Optional<StanzaChild> takeStatus() {
        return take(child -> child.is(StanzaNamespace.CLIENT, "status")
                        && child.lang().isEmpty())
                .or(() -> take(StanzaNamespace.CLIENT, "status"));
    }

    private Optional<StanzaChild> take(Predicate<StanzaChild> kind) {
        Optional<StanzaChild> first = children.stream().filter(kind).findFirst();
        first.ifPresent(children::remove);
        return first;
    }

    /** All that was not taken out, in canonical form. */
    String rest() {
        return children.stream().flatMap(child -> child.xml().stream()).collect(Collectors.joining());
    }
}
