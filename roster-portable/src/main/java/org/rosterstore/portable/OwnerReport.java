package org.rosterstore.portable;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rosterstore.portable.Finding.Kind;
import org.rosterstore.portable.Finding.Place;

/** The findings about one owner, or about a file where there is no owner. */
final class OwnerReport {

    /** Of what stands in no file, but in a store: a finding there says no place. */
    static final Place IN_STORE = new Place(Path.of(""), 0);

    /** Kinds of skipped data that are named; a hostile file could make up any number. */
    private static final int MAX_KINDS = 100;

    private static final int MAX_KIND = 200;

    private final Consumer<? super Finding> findings;
    private final Optional<String> owner;
    private final Set<String> skippedKinds = new HashSet<>();
    private int changes;

    OwnerReport(Consumer<? super Finding> findings, Optional<String> owner) {
        this.findings = findings;
        this.owner = owner;
    }

    /** How many things were repaired or refused so far. */
    int changes() {
        return changes;
    }

    void repaired(Place place, String contact, String message) {
        changes++;
        report(Kind.REPAIRED, place, contact, message);
    }

    void refused(Place place, String contact, String message) {
        changes++;
        report(Kind.REFUSED, place, contact, message);
    }

    /** As the value's own class has refused it. */
    void refused(Place place, String contact, RuntimeException refusal) {
        refused(place, contact, String.valueOf(refusal.getMessage()));
    }

    /** Something that is no part of a roster was passed over. */
    void skipped(Place place, String kind) {
        String named = kind.substring(0, Math.min(kind.length(), MAX_KIND));
        if (skippedKinds.size() < MAX_KINDS && skippedKinds.add(named)) {
            report(Kind.SKIPPED, place, "", "no part of a roster: " + named);
            if (skippedKinds.size() == MAX_KINDS) {
                report(Kind.SKIPPED, place, "", "further kinds of data are not named");
            }
        }
    }

    /** An element was passed over. */
    void skippedElement(Place place, String namespace, String name) {
        skipped(place, "element " + name + (namespace.isEmpty() ? "" : " of " + namespace));
    }

    /** An element that was read as a part of another was passed over. */
    void skippedElement(XmlNode.Element element) {
        skippedElement(element.place(), element.namespace(), element.name());
    }

    /** All attributes but the known ones are passed over. */
    void skippedAttributes(Place place, String element, Set<String> attributes, Set<String> known) {
        for (String attribute : attributes) {
            if (!known.contains(attribute)) {
                skipped(place, "attribute " + attribute + " of " + element);
            }
        }
    }

    private void report(Kind kind, Place place, String contact, String message) {
        Optional<String> whom = contact.isEmpty() ? Optional.empty() : Optional.of(contact);
        Optional<Place> where = place.equals(IN_STORE) ? Optional.empty() : Optional.of(place);
        findings.accept(new Finding(kind, where, owner, whom, message));
    }
}
