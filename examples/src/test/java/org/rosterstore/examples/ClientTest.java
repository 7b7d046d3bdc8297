package org.rosterstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.manager.ClientRoster;
import org.rosterstore.manager.Iq;
import org.rosterstore.manager.Jid;
import org.rosterstore.manager.Presence;
import org.rosterstore.manager.RosterQuery;
import org.rosterstore.manager.Stanza;

class ClientTest {

    private static final Jid JULIET = Jid.of("juliet@capulet.example/balcony");
    private static final BareJid NURSE = BareJid.of("nurse@capulet.example");

    private final BlockingQueue<Stanza> sent = new LinkedBlockingQueue<>();

    private <S extends Stanza> S next(Class<S> kind) throws InterruptedException {
        Stanza stanza = sent.poll(10, TimeUnit.SECONDS);
        assertThat(stanza).isInstanceOf(kind);
        return kind.cast(stanza);
    }

    private static Iq answer(Iq question, Optional<RosterQuery> query) {
        return new Iq(Iq.Type.RESULT, Optional.empty(), Optional.of(JULIET), question.id(), query, Optional.empty());
    }

    @Test
    void theRosterComesFirstThenPresenceAndWhoeverAsksIsFiled() throws InterruptedException {
        try (RosterStore store = RosterStores.open("memory:client")) {
            ClientRoster client = Client.start(store, sent::add, JULIET);

            Iq get = next(Iq.class);
            assertThat(get.query()).contains(new RosterQuery(Optional.of(""), List.of()));
            Iq set = next(Iq.class);
            assertThat(set.query().orElseThrow().items().get(0).name()).isEqualTo("Romeo");
            RosterQuery roster = new RosterQuery(
                    Optional.of("1"),
                    List.of(new RosterQuery.Item("romeo@montague.example", "", List.of(), "both", false, false)));
            client.receive(answer(get, Optional.of(roster)));
            assertThat(next(Presence.class).type()).isEqualTo(Presence.Type.AVAILABLE);
            assertThat(client.roster().ver()).contains("1");

            client.receive(Presence.of(Presence.Type.SUBSCRIBE).withFrom(Jid.of(NURSE)));
            assertThat(next(Presence.class).type()).isEqualTo(Presence.Type.SUBSCRIBED);
            assertThat(next(Presence.class).type()).isEqualTo(Presence.Type.SUBSCRIBE);
            assertThat(next(Iq.class).query().orElseThrow().items().get(0).groups())
                    .containsExactly("Friends");
            client.stop();
        }
    }
}
