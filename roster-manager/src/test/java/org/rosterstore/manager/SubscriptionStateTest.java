package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.manager.SubscriptionState.Transition;

/** The nine states and the six with a pre-approval, cell by cell of the RFC's tables. */
class SubscriptionStateTest {

    private static final BareJid CONTACT = BareJid.of("c@y.example");

    private static Stream<TableCell> cells() {
        return TableCell.all();
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Scenario("M1-M120")
    void everyCellOfTheTables(TableCell cell) {
        Transition transition = cell.isSent()
                ? cell.before().sending(cell.type())
                : cell.before().receiving(cell.type());

        assertThat(transition).isEqualTo(new Transition(cell.before(), cell.after(), cell.isPassedOn(), cell.reply()));
    }

    @Test
    void theTablesHaveEveryCellOnce() {
        Set<List<Object>> cells = new HashSet<>();
        cells().forEach(cell -> cells.add(List.of(cell.before(), cell.isSent(), cell.type())));

        assertThat(cells).hasSize(15 * 8);
        assertThat(cells()).hasSize(15 * 8);
    }

    @Test
    void whatTheRosterShowsIsPushed() {
        Set<String> unpushed = new HashSet<>();
        cells().filter(cell -> cell.before() != cell.after()).forEach(cell -> {
            Transition transition = cell.isSent()
                    ? cell.before().sending(cell.type())
                    : cell.before().receiving(cell.type());
            if (!transition.isPushed()) {
                unpushed.add(TableCell.name(cell.before()) + " " + TableCell.name(cell.after()));
            }
        });

        // A request that is waiting shows in no item.
        assertThat(unpushed)
                .containsExactlyInAnyOrder("N N+PI", "N+PI N", "N+PO N+PO+PI", "N+PO+PI N+PO", "T T+PI", "T+PI T");
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.Type.class,
            names = {"AVAILABLE", "UNAVAILABLE", "PROBE", "ERROR"})
    void noOtherStanzaIsAboutASubscription(Presence.Type type) {
        assertThatThrownBy(() -> SubscriptionState.NONE.sending(type)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SubscriptionState.NONE.receiving(type)).isInstanceOf(IllegalArgumentException.class);
        assertThat(type.isSubscription()).isFalse();
    }

    @Test
    void everyStoredCombinationIsReadAsALegalState() {
        Set<SubscriptionState> seen = EnumSet.noneOf(SubscriptionState.class);
        List<String> repaired = new ArrayList<>();
        for (Subscription subscription : Subscription.values()) {
            for (int bits = 0; bits < 8; bits++) {
                boolean ask = (bits & 1) != 0;
                boolean requested = (bits & 2) != 0;
                boolean approved = (bits & 4) != 0;
                SubscriptionState state = SubscriptionState.of(contact(subscription, ask, requested, approved));
                seen.add(state);
                assertThat(state.subscription()).isEqualTo(subscription);
                assertThat(state.isPendingOut()).isEqualTo(ask && !state.sees());
                assertThat(state.isPendingIn()).isEqualTo(requested && !state.isSeen());
                assertThat(state.isApproved()).isEqualTo(approved && !state.isPendingIn());
                if (state.isPendingOut() != ask || state.isPendingIn() != requested || state.isApproved() != approved) {
                    repaired.add(subscription + " " + bits);
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(SubscriptionState.values());
        assertThat(repaired).hasSize(32 - SubscriptionState.values().length);
    }

    @Test
    void aContactThatIsNotInTheRosterIsInTheStateNone() {
        assertThat(SubscriptionState.of(Contact.absent(CONTACT, Revision.NONE))).isEqualTo(SubscriptionState.NONE);
    }

    @Test
    void anItemIsMadeOnlyWhereTheStateShowsInOne() {
        for (SubscriptionState state : SubscriptionState.values()) {
            boolean shows = state != SubscriptionState.NONE && state != SubscriptionState.NONE_PENDING_IN;
            assertThat(state.item(CONTACT, Optional.empty()).isPresent()).isEqualTo(shows);

            RosterItem named = RosterItem.of(CONTACT).withName("C").withGroups("a", "b");
            RosterItem item = state.item(CONTACT, Optional.of(named)).orElseThrow();
            assertThat(item.name()).isEqualTo("C");
            assertThat(item.groups()).containsExactly("a", "b");
            assertThat(item.subscription()).isEqualTo(state.subscription());
            assertThat(item.ask()).isEqualTo(state.isPendingOut());
            assertThat(item.approved()).isEqualTo(state.isApproved());
        }
    }

    private static Contact contact(Subscription subscription, boolean ask, boolean requested, boolean approved) {
        return new Contact(
                CONTACT,
                Optional.of(new RosterItem(CONTACT, "", Set.of(), subscription, ask, approved)),
                requested ? Optional.of(SubscriptionRequest.of(CONTACT, Instant.EPOCH)) : Optional.empty(),
                Map.of(),
                Revision.NONE);
    }
}
