package org.rosterstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.Subscription;
import org.rosterstore.manager.ComponentRosters;
import org.rosterstore.manager.Jid;
import org.rosterstore.manager.Presence;
import org.rosterstore.manager.RosterEvent;
import org.rosterstore.manager.Stanza;

class BotTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final BareJid JULIET = BareJid.of("juliet@capulet.example");

    private final BlockingQueue<Stanza> sent = new LinkedBlockingQueue<>();

    private static Presence from(BareJid sender, Presence.Type type) {
        return Presence.of(type).withFrom(Jid.of(sender)).withTo(Jid.of(ROMEO));
    }

    private Presence.Type next(BareJid recipient) throws InterruptedException {
        while (true) {
            Presence presence = (Presence) sent.poll(10, TimeUnit.SECONDS);
            assertThat(presence).isNotNull();
            if (presence.to().orElseThrow().bare().equals(recipient)) {
                return presence.type();
            }
        }
    }

    @Test
    void everybodyMaySeeTheBotAndIsAsked() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RosterStore store = RosterStores.open("memory:bot");
                ComponentRosters rosters =
                        Bot.start(store, sent::add, ROMEO, new PrintStream(out, true, StandardCharsets.UTF_8))) {
            CountDownLatch told = new CountDownLatch(1); // after the bot's own listener
            rosters.listen(event -> {
                if (event instanceof RosterEvent.Online) {
                    told.countDown();
                }
            });
            assertThat(next(JULIET)).isEqualTo(Presence.Type.SUBSCRIBE);
            rosters.receive(from(JULIET, Presence.Type.SUBSCRIBED));
            rosters.receive(from(JULIET, Presence.Type.AVAILABLE));

            BareJid nurse = BareJid.of("nurse@capulet.example");
            rosters.receive(from(nurse, Presence.Type.SUBSCRIBE));
            assertThat(next(nurse)).isEqualTo(Presence.Type.SUBSCRIBED);
            assertThat(next(nurse)).isEqualTo(Presence.Type.AVAILABLE);
            assertThat(next(nurse)).isEqualTo(Presence.Type.SUBSCRIBE);

            assertThat(store.find(ROMEO, JULIET).item().orElseThrow().subscription())
                    .isEqualTo(Subscription.TO);
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("juliet@capulet.example is there");
        }
    }
}
