package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Revision FIRST = new Revision(1, 11);
    private static final Revision SECOND = new Revision(2, 12);
    private static final RosterItem ITEM = RosterItem.of(JULIET).withGroups("A", "B");
    private static final SubscriptionRequest REQUEST = SubscriptionRequest.of(JULIET, Instant.EPOCH);

    private static Contact contact(
            Optional<RosterItem> item, Optional<SubscriptionRequest> request, Map<String, String> extras) {
        return new Contact(JULIET, item, request, extras, FIRST);
    }

    @Test
    void eachOfTheThreePartsMayStandAlone() {
        assertThat(contact(Optional.of(ITEM), Optional.empty(), Map.of()).isAbsent())
                .isFalse();
        assertThat(contact(Optional.empty(), Optional.of(REQUEST), Map.of()).isAbsent())
                .isFalse();
        assertThat(contact(Optional.empty(), Optional.empty(), Map.of("k", "")).isAbsent())
                .isFalse();
        assertThat(contact(Optional.empty(), Optional.empty(), Map.of()).isAbsent())
                .isTrue();
    }

    @Test
    void anAbsentOneSaysWhenItWasSeenAbsent() {
        Contact absent = Contact.absent(JULIET, SECOND);

        assertThat(absent).isEqualTo(new Contact(JULIET, Optional.empty(), Optional.empty(), Map.of(), SECOND));
        assertThat(absent.isAbsent()).isTrue();
    }

    @Test
    void somebodyElsesItemOrRequestIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contact(Optional.of(RosterItem.of(ROMEO)), Optional.empty(), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        contact(Optional.empty(), Optional.of(SubscriptionRequest.of(ROMEO, Instant.EPOCH)), Map.of()));
    }

    @Test
    void aMapThatIsChangedLaterChangesNoContact() {
        Map<String, String> extras = new HashMap<>(Map.of("k", "v"));
        Contact contact = contact(Optional.empty(), Optional.empty(), extras);

        extras.put("k", "w");
        extras.put("l", "v");

        assertThat(contact.extras()).containsExactly(Map.entry("k", "v"));
    }

    @Test
    void extrasHandedOutRefuseChanges() {
        Contact contact = contact(Optional.empty(), Optional.empty(), Map.of("k", "v"));

        assertThatThrownBy(() -> contact.extras().put("k", "w")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> contact.extras().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void thereMayBe32ExtrasAndNoMore() {
        assertThat(contact(Optional.empty(), Optional.empty(), extras(32)).extras())
                .hasSize(32);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> contact(Optional.empty(), Optional.empty(), extras(33)));
    }

    private static Map<String, String> extras(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key " + i, i -> ""));
    }

    @Test
    void anExtraWithoutAKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contact(Optional.empty(), Optional.empty(), Map.of("", "v")));
    }

    @Test
    void allTextTogetherHas64KiBAtMost() {
        // The JID counts once; then name, groups, nick, status, keys and values.
        int jid = Text.octets(JULIET.toString());
        RosterItem item = ITEM.withName("😀".repeat(255)).withGroups("g".repeat(1_000));
        SubscriptionRequest request =
                new SubscriptionRequest(JULIET, "n".repeat(16_384), "s".repeat(16_384), "", Instant.EPOCH);
        int left = 65_536 - jid - 1_020 - 1_000 - 2 * 16_384;
        Map<String, String> full = filling(left);

        assertThat(contact(Optional.of(item), Optional.of(request), full).extras())
                .isEqualTo(full);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> contact(Optional.of(item), Optional.of(request), filling(left + 1)));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> contact(Optional.of(item.withName(item.name() + "a")), Optional.of(request), full));
    }

    /** Extras whose keys and values have so many octets together. */
    private static Map<String, String> filling(int octets) {
        Map<String, String> extras = new HashMap<>();
        for (int left = octets, i = 10; left > 0; i++) {
            int value = Math.min(left - 2, 4_096);
            extras.put(Integer.toString(i), "v".repeat(value));
            left -= value + 2;
        }
        return extras;
    }

    @Test
    void sameContentLeavesOutTheRevisionAndCountsTheOrderOfGroups() {
        Contact contact = contact(Optional.of(ITEM), Optional.of(REQUEST), Map.of("k", "v"));

        assertThat(contact.sameContent(
                        new Contact(JULIET, Optional.of(ITEM), Optional.of(REQUEST), Map.of("k", "v"), SECOND)))
                .isTrue();
        assertThat(contact.sameContent(
                        contact(Optional.of(ITEM.withGroups("B", "A")), Optional.of(REQUEST), Map.of("k", "v"))))
                .isFalse();
        assertThat(contact.sameContent(contact(Optional.empty(), Optional.of(REQUEST), Map.of("k", "v"))))
                .isFalse();
        assertThat(contact.sameContent(contact(Optional.of(ITEM), Optional.empty(), Map.of("k", "v"))))
                .isFalse();
        assertThat(contact.sameContent(contact(Optional.of(ITEM), Optional.of(REQUEST), Map.of())))
                .isFalse();
        assertThat(Contact.absent(JULIET, FIRST).sameContent(Contact.absent(ROMEO, FIRST)))
                .isFalse();
    }

    @Test
    void equalityCountsTheRevision() {
        assertThat(Contact.absent(JULIET, FIRST))
                .isEqualTo(Contact.absent(JULIET, FIRST))
                .isNotEqualTo(Contact.absent(JULIET, SECOND));
    }

    @Test
    void nothingMayBeNull() {
        assertThatNullPointerException().isThrownBy(() -> Contact.absent(null, FIRST));
        assertThatNullPointerException().isThrownBy(() -> Contact.absent(JULIET, null));
        assertThatNullPointerException().isThrownBy(() -> contact(null, Optional.empty(), Map.of()));
        assertThatNullPointerException().isThrownBy(() -> contact(Optional.empty(), null, Map.of()));
        assertThatNullPointerException().isThrownBy(() -> contact(Optional.empty(), Optional.empty(), null));
    }
}
