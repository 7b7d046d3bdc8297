package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.ForwardingRosterStore;

class RosterExportTest {

    private static final BareJid ROMEO = BareJid.of("romeo@localhost");
    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final BareJid NURSE = BareJid.of("nurse@localhost");

    private final RosterStore store = emptyStore();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Roster> rosters = new ArrayList<>();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aStoreIsMovedThroughAFile(@TempDir Path directory) {
        Reading.of(Reading.resource("prosody-xep0227")).rosters().forEach(new RosterImport(store));
        store.commit(BareJid.of("gateway.localhost"), RosterEdit.nothing());
        store.commit(ROMEO, RosterEdit.extra(JULIET, "colour", "red").and(RosterEdit.extra(NURSE, "roster.x", "")));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Xep0227Writer writer = new Xep0227Writer(file)) {
            long exported = new RosterExport(store, findings::add)
                    .export(store.catalog().orElseThrow().owners(), writer::write);
            writer.finish();
            assertThat(exported).isEqualTo(8);
        }
        assertThat(findings).isEmpty();

        try (RosterStore other = emptyStore()) {
            Reading.of(Reading.write(directory, "all.xml", file.toByteArray()))
                    .rosters()
                    .forEach(new RosterImport(other));
            Set<BareJid> owners =
                    new HashSet<>(store.catalog().orElseThrow().owners().toList());
            assertThat(other.catalog().orElseThrow().owners()).containsExactlyInAnyOrderElementsOf(owners);
            assertThat(owners)
                    .allSatisfy(owner -> assertThat(other.load(owner).sameContent(store.load(owner)))
                            .isTrue());
        }
    }

    @Test
    void ownersComeInTheirOrderAndOnce() {
        List<BareJid> owners = IntStream.range(0, 250)
                .mapToObj(i -> BareJid.of((997 * i % 250) + "@localhost"))
                .toList();
        owners.forEach(owner -> store.commit(owner, RosterEdit.nothing()));
        long exported = new RosterExport(store, findings::add)
                .export(Stream.concat(owners.stream(), owners.stream()), rosters::add);

        assertThat(exported).isEqualTo(250);
        assertThat(rosters).extracting(Roster::owner).isEqualTo(owners);
    }

    @Test
    void anOwnerThatIsNotThereIsReported() {
        long exported = new RosterExport(store, findings::add).export(Stream.of(ROMEO), rosters::add);

        assertThat(exported).isZero();
        assertThat(rosters).isEmpty();
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("romeo@localhost: skipped: the store does not have this owner");
    }

    @Test
    void anUnreadableRecordIsReportedAndTheRestExported() {
        store.commit(
                ROMEO,
                RosterEdit.put(RosterItem.of(JULIET))
                        .and(RosterEdit.put(RosterItem.of(NURSE)))
                        .and(RosterEdit.ver("1")));
        RosterStore damaged = new ForwardingRosterStore(store) {
            @Override
            public Roster load(BareJid owner) {
                Roster whole = super.load(owner);
                Map<BareJid, Contact> contacts = Map.of(NURSE, whole.contact(NURSE));
                return new Roster(
                        owner, whole.revision(), whole.ver(), contacts, List.of(new Unreadable(JULIET, "torn")));
            }
        };
        new RosterExport(damaged, findings::add).export(Stream.of(ROMEO), rosters::add);

        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("romeo@localhost: juliet@localhost: refused: the record cannot be read: torn");
        assertThat(rosters).singleElement().satisfies(roster -> {
            assertThat(roster.contacts()).containsOnlyKeys(NURSE);
            assertThat(roster.ver())
                    .as("it would stand for a roster with Juliet")
                    .isEmpty();
            assertThat(roster.unreadable()).isEmpty();
        });
    }

    private static RosterStore emptyStore() {
        return RosterStores.open("memory:" + UUID.randomUUID());
    }
}
