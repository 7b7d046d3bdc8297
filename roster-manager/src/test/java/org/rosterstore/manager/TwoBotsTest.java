package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.SubscriptionState.BOTH;
import static org.rosterstore.manager.SubscriptionState.FROM;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;

/** Two bots that accept and reciprocate whatever comes, and what one says reaches the other at once. */
class TwoBotsTest {

    private final RosterStore store = Stores.open();
    private final BareJid a = Stores.owner("a");
    private final BareJid b = Stores.owner("b");
    private final List<Presence.Type> said = new ArrayList<>();
    private ComponentRosters rosters;

    @BeforeEach
    void open() {
        rosters = ComponentRosters.builder(new CountingStore(store), this::carry)
                .executor(Runnable::run)
                .policy(SubscriptionPolicy.acceptAndReciprocate())
                .build();
        rosters.create(a);
        rosters.create(b);
    }

    private void carry(Stanza stanza) {
        Presence presence = (Presence) stanza;
        if (presence.type().isSubscription()) {
            said.add(presence.type());
        }
        rosters.receive(presence);
    }

    @AfterEach
    void close() {
        rosters.close();
        store.close();
    }

    private SubscriptionState state(BareJid owner, BareJid contact) {
        return SubscriptionState.of(store.find(owner, contact));
    }

    @Test
    @Scenario("M131")
    void agreeWithoutALoop() {
        rosters.find(a).orElseThrow().subscribe(b);

        assertThat(state(a, b)).isEqualTo(BOTH);
        assertThat(state(b, a)).isEqualTo(BOTH);
        assertThat(said).hasSizeLessThanOrEqualTo(6);
        assertThat(rosters.find(a).orElseThrow().presences().online()).containsExactly(b);
        assertThat(rosters.find(b).orElseThrow().presences().online()).containsExactly(a);

        rosters.find(a).orElseThrow().cancel(b);

        assertThat(state(a, b)).isEqualTo(SubscriptionState.TO);
        assertThat(state(b, a)).isEqualTo(FROM);
        assertThat(rosters.find(b).orElseThrow().presences().online()).isEmpty();
    }

    @Test
    void bothAskAtOnce() {
        rosters.find(a).orElseThrow().subscribe(b);
        rosters.find(b).orElseThrow().subscribe(a);

        assertThat(state(a, b)).isEqualTo(BOTH);
        assertThat(state(b, a)).isEqualTo(BOTH);
    }

    @Test
    void partForEver() {
        rosters.find(a).orElseThrow().subscribe(b);
        rosters.find(a).orElseThrow().remove(b);

        assertThat(store.find(a, b).isAbsent()).isTrue();
        assertThat(state(b, a)).isEqualTo(SubscriptionState.NONE);
    }
}
