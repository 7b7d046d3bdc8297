package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Set;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RosterItemTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");

    @Test
    void aNewItemHasNothing() {
        assertThat(RosterItem.of(JULIET))
                .isEqualTo(new RosterItem(JULIET, "", Set.of(), Subscription.NONE, false, false));
    }

    @ParameterizedTest
    @EnumSource
    void anyCombinationOfSubscriptionAskAndApprovedIsLegal(Subscription subscription) {
        for (boolean ask : new boolean[] {false, true}) {
            for (boolean approved : new boolean[] {false, true}) {
                RosterItem item = new RosterItem(JULIET, "", Set.of(), subscription, ask, approved);

                assertThat(item.subscription()).isEqualTo(subscription);
                assertThat(item.ask()).isEqualTo(ask);
                assertThat(item.approved()).isEqualTo(approved);
            }
        }
    }

    @Test
    void eachWitherChangesOnePart() {
        RosterItem item = new RosterItem(JULIET, "Juliet", Set.of("Friends"), Subscription.TO, true, true);

        assertThat(item.withName("J"))
                .isEqualTo(new RosterItem(JULIET, "J", Set.of("Friends"), Subscription.TO, true, true));
        assertThat(item.withGroups(Set.of("A")))
                .isEqualTo(new RosterItem(JULIET, "Juliet", Set.of("A"), Subscription.TO, true, true));
        assertThat(item.withGroups("A", "B"))
                .isEqualTo(new RosterItem(JULIET, "Juliet", Set.of("A", "B"), Subscription.TO, true, true));
        assertThat(item.withSubscription(Subscription.BOTH))
                .isEqualTo(new RosterItem(JULIET, "Juliet", Set.of("Friends"), Subscription.BOTH, true, true));
        assertThat(item.withAsk(false))
                .isEqualTo(new RosterItem(JULIET, "Juliet", Set.of("Friends"), Subscription.TO, false, true));
        assertThat(item.withApproved(false))
                .isEqualTo(new RosterItem(JULIET, "Juliet", Set.of("Friends"), Subscription.TO, true, false));
    }

    @Test
    void identicalCountsTheOrderOfGroupsAndEqualsDoesNot() {
        RosterItem item = RosterItem.of(JULIET).withGroups("A", "B");
        RosterItem turned = RosterItem.of(JULIET).withGroups("B", "A");

        assertThat(item).isEqualTo(turned).hasSameHashCodeAs(turned);
        assertThat(item.identical(turned)).isFalse();
        assertThat(item.identical(RosterItem.of(JULIET).withGroups("A", "B"))).isTrue();
        assertThat(item.identical(item.withName("J"))).isFalse();
    }

    @Test
    void namesThatDifferInNormalizationAreTwo() {
        assertThat(RosterItem.of(JULIET).withName("\u00E9"))
                .isNotEqualTo(RosterItem.of(JULIET).withName("e\u0301"));
    }

    @Test
    void nothingMayBeNull() {
        assertThatNullPointerException().isThrownBy(() -> RosterItem.of(null));
        assertThatNullPointerException().isThrownBy(() -> RosterItem.of(JULIET).withName(null));
        assertThatNullPointerException().isThrownBy(() -> RosterItem.of(JULIET).withGroups((Set<String>) null));
        assertThatNullPointerException().isThrownBy(() -> RosterItem.of(JULIET).withGroups("A", null));
        assertThatNullPointerException().isThrownBy(() -> RosterItem.of(JULIET).withSubscription(null));
    }

    @Test
    void equality() {
        EqualsVerifier.forClass(RosterItem.class)
                .withPrefabValues(BareJid.class, JULIET, BareJid.of("romeo@example.net"))
                .suppress(Warning.NULL_FIELDS)
                .verify();
    }
}
