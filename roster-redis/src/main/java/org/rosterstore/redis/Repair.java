package org.rosterstore.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.OwnerHead;

/** What is different when a commit replaces a record that cannot be decoded. */
final class Repair {

    private Repair() {}

    /** The same write with a right number of requests: nobody knows whether the head's counts one in a damaged record. */
    static CommitPlan.Write counted(CommitPlan.Write write, StoredRoster stored) {
        if (write.erases() || write.changes().keySet().stream().noneMatch(stored::isDamaged)) {
            return write;
        }
        Map<BareJid, Contact> after = new HashMap<>(stored.contacts());
        for (Map.Entry<BareJid, Optional<Contact>> change : write.changes().entrySet()) {
            change.getValue()
                    .ifPresentOrElse(
                            contact -> after.put(change.getKey(), contact), () -> after.remove(change.getKey()));
        }
        int requests = (int) after.values().stream()
                .filter(contact -> contact.request().isPresent())
                .count();
        OwnerHead head = write.head();
        return new CommitPlan.Write(
                new OwnerHead(head.owner(), head.commits(), head.logged(), head.ver(), requests, head.erasedAt()),
                write.changes(),
                false);
    }
}
