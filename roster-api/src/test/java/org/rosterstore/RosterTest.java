package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RosterTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Revision REVISION = new Revision(7, 70);

    private static final Contact WITH_ITEM = new Contact(
            JULIET, Optional.of(RosterItem.of(JULIET).withGroups("A", "B")), Optional.empty(), Map.of(), REVISION);
    private static final Contact WITH_REQUEST = new Contact(
            ROMEO,
            Optional.empty(),
            Optional.of(SubscriptionRequest.of(ROMEO, Instant.EPOCH)),
            Map.of(),
            new Revision(6, 60));
    private static final Map<BareJid, Contact> BOTH = Map.of(JULIET, WITH_ITEM, ROMEO, WITH_REQUEST);

    private static Roster roster(Map<BareJid, Contact> contacts, Unreadable... unreadable) {
        return new Roster(OWNER, REVISION, Optional.of("v"), contacts, List.of(unreadable));
    }

    @Test
    void theRosterOfAnUnknownOwnerIsEmpty() {
        Roster none = Roster.none(OWNER);

        assertThat(none.revision()).isEqualTo(Revision.NONE);
        assertThat(none.ver()).isEmpty();
        assertThat(none.contacts()).isEmpty();
        assertThat(none.contact(JULIET)).isEqualTo(Contact.absent(JULIET, Revision.NONE));
    }

    @Test
    void itemsAndRequestsAreThoseOfTheContactsThatHaveOne() {
        assertThat(roster(BOTH).items()).containsExactly(WITH_ITEM.item().orElseThrow());
        assertThat(roster(BOTH).requests())
                .containsExactly(WITH_REQUEST.request().orElseThrow());
    }

    @Test
    void aContactThatIsNotThereIsAbsentAtTheRevisionOfTheRoster() {
        assertThat(roster(Map.of(JULIET, WITH_ITEM)).contact(ROMEO)).isEqualTo(Contact.absent(ROMEO, REVISION));
        assertThat(roster(BOTH).contact(ROMEO)).isEqualTo(WITH_REQUEST);
    }

    @Test
    void aContactThatCannotBeReadIsNotAbsent() {
        Roster roster = roster(Map.of(JULIET, WITH_ITEM), new Unreadable(ROMEO, "gnawed by mice"));

        assertThatExceptionOfType(StoredDataException.class)
                .isThrownBy(() -> roster.contact(ROMEO))
                .withMessageContaining("romeo@example.net")
                .withMessageContaining("gnawed by mice");
        assertThat(roster.contact(JULIET)).isEqualTo(WITH_ITEM);
    }

    @Test
    void whileARecordIsUnreadableThereIsNoVer() {
        assertThat(roster(Map.of()).ver()).contains("v");
        assertThat(roster(Map.of(), new Unreadable(ROMEO, "?")).ver()).isEmpty();
    }

    @Test
    void aContactUnderTheWrongNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> roster(Map.of(ROMEO, WITH_ITEM)));
    }

    @Test
    void anAbsentContactIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> roster(Map.of(JULIET, Contact.absent(JULIET, REVISION))));
    }

    @Test
    void aContactIsEitherReadableOrNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roster(Map.of(JULIET, WITH_ITEM), new Unreadable(JULIET, "?")))
                .withMessage("juliet@example.com is both readable and unreadable");
    }

    @Test
    void collectionsThatAreChangedLaterChangeNoRoster() {
        Map<BareJid, Contact> contacts = new HashMap<>(BOTH);
        List<Unreadable> unreadable = new ArrayList<>();
        Roster roster = new Roster(OWNER, REVISION, Optional.empty(), contacts, unreadable);

        contacts.clear();
        unreadable.add(new Unreadable(OWNER, "?"));

        assertThat(roster.contacts()).isEqualTo(BOTH);
        assertThat(roster.unreadable()).isEmpty();
    }

    private static List<Map<BareJid, Contact>> bothInEveryForm() {
        return List.of(
                new Roster(OWNER, REVISION, Optional.empty(), new TreeMap<>(BOTH), List.of()).contacts(),
                Roster.stored(OWNER, REVISION, Optional.empty(), new TreeMap<>(BOTH), List.of())
                        .contacts(),
                Roster.stored(OWNER, REVISION, Optional.empty(), new ArrayList<>(BOTH.values()), List.of())
                        .contacts());
    }

    @ParameterizedTest
    @MethodSource("bothInEveryForm")
    void contactsHandedOutRefuseChanges(Map<BareJid, Contact> contacts) {
        Iterator<BareJid> keys = contacts.keySet().iterator();
        keys.next();

        assertThatThrownBy(() -> contacts.put(JULIET, WITH_ITEM)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contacts.remove(JULIET)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contacts.replace(JULIET, WITH_ITEM)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contacts.compute(JULIET, (jid, contact) -> null))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(contacts::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contacts.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contacts.values().removeIf(contact -> true))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(keys::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contacts.entrySet().iterator().next().setValue(WITH_ITEM))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(contacts).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @MethodSource("bothInEveryForm")
    void contactsAreAMapLikeAnyOther(Map<BareJid, Contact> contacts) {
        Map<BareJid, Contact> seen = new HashMap<>();
        contacts.forEach(seen::put);

        assertThat(seen).isEqualTo(BOTH);
        assertThat(contacts.values()).containsExactlyInAnyOrder(WITH_ITEM, WITH_REQUEST);
        assertThat(contacts.keySet()).containsExactlyInAnyOrder(JULIET, ROMEO);
        assertThat(contacts).isEqualTo(BOTH).hasSameHashCodeAs(BOTH).hasSize(2);
        assertThat(BOTH).isEqualTo(contacts);
        assertThat(contacts.containsKey(JULIET)).isTrue();
        assertThat(contacts.get(OWNER)).isNull();
    }

    @Test
    void storedTrustsWhatItIsGivenAndIsEqualToACopy() {
        Roster map = Roster.stored(OWNER, REVISION, Optional.of("v"), new TreeMap<>(BOTH), List.of());
        Roster list = Roster.stored(OWNER, REVISION, Optional.of("v"), List.copyOf(BOTH.values()), List.of());

        assertThat(map).isEqualTo(roster(BOTH)).hasSameHashCodeAs(roster(BOTH));
        assertThat(list).isEqualTo(roster(BOTH)).hasSameHashCodeAs(roster(BOTH));
        assertThat(list.contact(ROMEO)).isSameAs(WITH_REQUEST);
        assertThat(list.contact(OWNER)).isEqualTo(Contact.absent(OWNER, REVISION));
    }

    @Test
    void sameContentLeavesOutRevisions() {
        Contact later = new Contact(JULIET, WITH_ITEM.item(), Optional.empty(), Map.of(), new Revision(9, 90));
        Roster roster = roster(Map.of(JULIET, WITH_ITEM));
        Roster other = new Roster(OWNER, new Revision(9, 90), Optional.of("v"), Map.of(JULIET, later), List.of());

        assertThat(roster.sameContent(other)).isTrue();
        assertThat(roster).isNotEqualTo(other);
    }

    @Test
    void sameContentCountsEverythingElse() {
        Roster roster = roster(Map.of(JULIET, WITH_ITEM));
        Contact turned = new Contact(
                JULIET, WITH_ITEM.item().map(item -> item.withGroups("B", "A")), Optional.empty(), Map.of(), REVISION);

        assertThat(roster.sameContent(roster(BOTH))).isFalse();
        assertThat(roster(BOTH).sameContent(roster)).isFalse();
        assertThat(roster.sameContent(roster(Map.of(ROMEO, WITH_REQUEST)))).isFalse();
        assertThat(roster.sameContent(roster(Map.of(JULIET, turned)))).isFalse();
        assertThat(roster.sameContent(new Roster(OWNER, REVISION, Optional.empty(), roster.contacts(), List.of())))
                .isFalse();
        assertThat(roster.sameContent(new Roster(ROMEO, REVISION, Optional.of("v"), roster.contacts(), List.of())))
                .isFalse();
        assertThat(roster.sameContent(roster(roster.contacts(), new Unreadable(ROMEO, "?"))))
                .isFalse();
    }
}
