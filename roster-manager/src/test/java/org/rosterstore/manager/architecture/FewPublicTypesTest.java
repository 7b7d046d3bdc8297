package org.rosterstore.manager.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

/** What is public is meant to be: the rosters, what they are told and tell, and the stanzas. */
class FewPublicTypesTest {

    @Test
    void theRestIsPackagePrivate() {
        assertThat(CompiledClasses.MAIN.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.getEnclosingClass().isEmpty())
                        .map(type -> type.getSimpleName()))
                .containsExactlyInAnyOrder(
                        "Applicant",
                        "ClientRoster",
                        "ComponentRosters",
                        "Decision",
                        "Iq",
                        "Jid",
                        "MalformedStanzaException",
                        "OwnerRoster",
                        "Presence",
                        "Presences",
                        "RefusedException",
                        "RosterEvent",
                        "RosterQuery",
                        "Show",
                        "Stanza",
                        "StanzaCodec",
                        "StanzaError",
                        "StanzaSender",
                        "StreamFeature",
                        "SubscriptionPolicy",
                        "SubscriptionState");
    }
}
