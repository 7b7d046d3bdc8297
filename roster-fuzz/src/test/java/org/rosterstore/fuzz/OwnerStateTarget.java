package org.rosterstore.fuzz;

import java.time.Instant;
import java.util.Arrays;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.OwnerState;

/**
 * Stored states: {@link OwnerState#of} takes any octets or refuses them in its documented way, and what it has read can be
 * used, written and read again.
 *
 * <p>An input whose first octet is 0 is what follows it; of any other the checksums are put right first, since no fuzzer
 * finds a CRC-32 and behind it is most of what there is to read.
 */
final class OwnerStateTarget {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private OwnerStateTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        if (octets.length == 0) {
            return;
        }
        byte[] stored = Arrays.copyOfRange(octets, 1, octets.length);
        if (octets[0] != 0) {
            Seal.repair(stored);
        }
        OwnerState state;
        try {
            state = OwnerState.of(stored);
        } catch (StoredDataException e) {
            Promise.equal(Outcome.NOT_APPLIED, e.outcome(), "outcome");
            return;
        }
        byte[] written = state.toBytes();
        OwnerState again = OwnerState.of(written);
        Promise.that(Arrays.equals(written, again.toBytes()), () -> "written twice, and not the same");
        Promise.equal(state.roster(), again.roster(), "read again");
        Promise.equal(state.revision(), again.revision(), "its revision");
        Promise.equal(state.exists(), again.exists(), "its existence");
        use(state);
    }

    /** Everything that a store does with a state. */
    private static void use(OwnerState state) {
        Roster roster = state.roster();
        for (Contact contact : roster.contacts().values()) {
            Promise.equal(contact, roster.contact(contact.jid()), "a contact");
        }
        roster.unreadable()
                .forEach(record -> Promise.that(
                        !roster.contacts().containsKey(record.contact()),
                        () -> record.contact() + " is readable and is not"));
        state.isExpired(NOW);
        state.since(Revision.NONE);
        state.since(state.revision());
        try {
            OwnerState after = state.commit(RosterEdit.ver("v"), Condition.at(state.revision()), NOW)
                    .after();
            Promise.equal(state.revision().counter() + 1, after.revision().counter(), "the counter");
            after.since(state.revision());
            Promise.equal(after.roster(), OwnerState.of(after.toBytes()).roster(), "after a commit");
        } catch (RosterStoreException e) {
            Promise.equal(Outcome.NOT_APPLIED, e.outcome(), "outcome");
        }
    }
}
