package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final Revision REVISION = new Revision(7, 70);

    @Test
    void collectionsAreNeverShared() {
        Map<BareJid, Contact> contacts = new HashMap<>(Map.of(OWNER, Contact.absent(OWNER, REVISION)));
        List<Unreadable> unreadable = new ArrayList<>();
        Changes changes = new Changes(OWNER, Revision.NONE, REVISION, Optional.empty(), contacts, unreadable);

        contacts.clear();
        unreadable.add(new Unreadable(OWNER, "?"));

        assertThat(changes.contacts()).containsOnlyKeys(OWNER);
        assertThat(changes.unreadable()).isEmpty();
        assertThatThrownBy(() -> changes.contacts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> changes.unreadable().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
