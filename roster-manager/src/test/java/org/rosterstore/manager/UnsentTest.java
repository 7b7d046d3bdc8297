package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;

/** What is kept until it has been sent: as text, and what becomes of it when more is said. */
class UnsentTest {

    private static final BareJid OWNER = BareJid.of("o@x.example");
    private static final BareJid CONTACT = BareJid.of("c@y.example");

    private static Unsent kept(String text) {
        return Unsent.of(
                new Contact(CONTACT, Optional.empty(), Optional.empty(), Map.of(Extra.UNSENT, text), Revision.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "subscribed",
                "unsubscribed",
                "subscribe",
                "unsubscribe",
                "removal",
                "subscribed subscribe",
                "unsubscribed unsubscribe removal",
                "subscribe\nRomeo\n",
                "subscribe\n\nIt is I",
                "subscribe\nRomeo\nIt is I,\nand nobody else\n"
            })
    void isReadAsItWasWritten(String text) {
        assertThat(kept(text).text()).isEqualTo(text);
    }

    @Test
    void aWordThatANewerVersionWroteIsNotSent() {
        assertThat(kept("subscribed moved removal")).isEqualTo(kept("subscribed removal"));
        assertThat(kept("subscribe\nRomeo").nick()).isEqualTo("Romeo");
        assertThat(kept("moved").isNothing()).isTrue();
        assertThat(kept("removal").isNothing()).isFalse();
    }

    /** Which words still say what is so. */
    @ParameterizedTest
    @EnumSource(SubscriptionState.class)
    void onlyWhatIsTrueIsSent(SubscriptionState state) {
        Set<Presence.Type> expected = EnumSet.noneOf(Presence.Type.class);
        if (state.isSeen()) {
            expected.add(SUBSCRIBED);
        } else if (!state.isPendingIn()) {
            expected.add(UNSUBSCRIBED); // where the contact has asked again it would be a refusal
        }
        if (state.isPendingOut()) {
            expected.add(SUBSCRIBE);
        } else if (!state.sees()) {
            expected.add(UNSUBSCRIBE);
        }

        Set<Presence.Type> actual = EnumSet.noneOf(Presence.Type.class);
        for (Presence.Type word : EnumSet.of(SUBSCRIBED, UNSUBSCRIBED, SUBSCRIBE, UNSUBSCRIBE)) {
            Unsent left = kept(word.word() + " removal").in(state);
            assertThat(left.removes()).isTrue();
            left.grant().ifPresent(actual::add);
            left.wish().ifPresent(actual::add);
        }

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void ofEachDirectionTheLastWordCounts() {
        Unsent older = kept("subscribed subscribe\nRomeo\nIt is I");

        assertThat(kept("unsubscribed").after(older)).isEqualTo(kept("unsubscribed subscribe\nRomeo\nIt is I"));
        assertThat(kept("unsubscribe").after(older)).isEqualTo(kept("subscribed unsubscribe"));
        assertThat(kept("removal").after(older)).isEqualTo(kept("subscribed subscribe removal\nRomeo\nIt is I"));
        assertThat(Unsent.NOTHING.after(kept("unsubscribed removal"))).isEqualTo(kept("unsubscribed removal"));
        assertThat(older.before(kept("unsubscribed"))).isEqualTo(kept("subscribe\nRomeo\nIt is I"));
        assertThat(older.before(kept("unsubscribe"))).isEqualTo(kept("subscribed"));
        assertThat(older.before(Unsent.NOTHING)).isEqualTo(older);
    }

    @Test
    void theMarkIsTakenAwayOnlyByWhoHasSaidAllOfIt() {
        Unsent said = kept("subscribed unsubscribe");

        assertThat(said.isWithin(said)).isTrue();
        assertThat(kept("subscribed").isWithin(said)).isTrue();
        assertThat(kept("unsubscribe").isWithin(said)).isTrue();
        assertThat(Unsent.NOTHING.isWithin(said)).isTrue();
        assertThat(kept("unsubscribed unsubscribe").isWithin(said)).isFalse();
        assertThat(kept("subscribed subscribe").isWithin(said)).isFalse();
        assertThat(kept("subscribed unsubscribe removal").isWithin(said)).isFalse();
        assertThat(said.isWithin(kept("subscribed unsubscribe removal"))).isTrue();
        assertThat(kept("subscribed").isWithin(Unsent.NOTHING)).isFalse();
    }

    @Test
    void whoIsLetInHearsSoBeforeItIsAsked() {
        assertThat(kept("subscribed subscribe\nRomeo\nIt is I").stanzas(OWNER, CONTACT))
                .containsExactly(
                        Presence.between(SUBSCRIBED, OWNER, CONTACT),
                        Presence.between(SUBSCRIBE, OWNER, CONTACT)
                                .withNick("Romeo")
                                .withStatus("It is I"));
    }
}
