package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.Presence.Type.UNAVAILABLE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;

/** What is remembered of what an owner's resources have said, to all and to single ones. */
class LastPresencesTest {

    private static final BareJid OWNER = BareJid.of("o@x.example");
    private static final BareJid FRIEND = BareJid.of("friend@y.example");
    private static final BareJid STRANGER = BareJid.of("stranger@y.example");
    private static final Jid ROOM = Jid.of("room@chat.example/o");
    private static final Jid ONE = new Jid(OWNER, "one");
    private static final Jid TWO = new Jid(OWNER, "two");

    private final LastPresences last = new LastPresences(OWNER);

    private static Presence says(Jid resource, Show show) {
        return Presence.available().withFrom(resource).withShow(show);
    }

    private static Presence goes(Jid resource) {
        return Presence.of(UNAVAILABLE).withFrom(resource);
    }

    private List<Show> seenBy(BareJid contact) {
        return last.seenBy(contact).stream().map(Presence::show).toList();
    }

    @Test
    void whatIsSaidToAllOvertakesWhatThoseWhoHearItWereToldApart() {
        last.toOne(says(ONE, Show.DND).withTo(Jid.of(FRIEND)));
        last.toOne(says(TWO, Show.XA).withTo(Jid.of(FRIEND)));
        last.toOne(says(ONE, Show.DND).withTo(Jid.of(STRANGER)));
        last.toOne(says(ONE, Show.DND).withTo(ROOM));

        last.toAll(says(ONE, Show.AWAY), List.of(FRIEND, ROOM.bare()));

        assertThat(seenBy(FRIEND)).containsExactly(Show.AWAY, Show.XA); // the other resource said nothing new
        assertThat(last.isToldApart(FRIEND)).isTrue();
        assertThat(seenBy(STRANGER)).containsExactly(Show.DND); // who does not hear it
        assertThat(last.isToldApart(ROOM.bare())).isTrue(); // a place of its own, RFC 6121, 4.6.3

        last.toAll(says(TWO, Show.CHAT), List.of(FRIEND));
        assertThat(last.isToldApart(FRIEND)).isFalse();
        assertThat(last.isToldApart(STRANGER)).isTrue();
    }

    @Test
    void whoWasToldApartThatAResourceIsThereIsToldOnceThatItGoes() {
        last.toOne(says(ONE, Show.DND).withTo(Jid.of(FRIEND)));
        last.toOne(says(ONE, Show.DND).withTo(Jid.of(STRANGER)));
        last.toOne(says(TWO, Show.DND).withTo(ROOM));

        assertThat(last.toAll(goes(ONE), List.of(FRIEND)))
                .containsExactlyInAnyOrder(
                        goes(ONE).withTo(Jid.of(FRIEND)), goes(ONE).withTo(Jid.of(STRANGER)));
        assertThat(last.toAll(goes(ONE), List.of())).isEmpty();
        assertThat(last.isToldApart(STRANGER)).isFalse();
        assertThat(last.toAll(goes(TWO), List.of())).containsExactly(goes(TWO).withTo(ROOM));
    }

    @Test
    void whatIsOverForOneResourceGoesOnForAnother() {
        last.toOne(says(ONE, Show.DND).withTo(ROOM));
        last.toOne(says(TWO, Show.DND).withTo(ROOM));

        last.toOne(goes(ONE).withTo(ROOM));
        assertThat(last.isToldApart(ROOM.bare())).isTrue();
        assertThat(last.goodbyes()).containsExactly(goes(TWO).withTo(ROOM));

        last.toOne(goes(TWO).withTo(ROOM));
        assertThat(last.isToldApart(ROOM.bare())).isFalse();
        assertThat(last.goodbyes()).isEmpty();
    }

    @Test
    void whoIsForgottenSeesWhatAllSee() {
        last.toAll(says(ONE, Show.AWAY), List.of(FRIEND));
        last.toOne(says(ONE, Show.DND).withTo(Jid.of(FRIEND)));
        assertThat(seenBy(FRIEND)).containsExactly(Show.DND);

        last.forget(FRIEND);

        assertThat(seenBy(FRIEND)).containsExactly(Show.AWAY);
    }
}
