package org.rosterstore.manager;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterStore;

/** What all owners of a {@link ComponentRosters} have in common. */
record ComponentSettings(
        RosterStore store,
        StanzaSender sender,
        EventDispatcher events,
        InstantSource clock,
        SubscriptionPolicy policy,
        Map<String, SubscriptionPolicy> policies,
        SubscriptionPolicy trustedPolicy,
        Function<BareJid, Optional<Presence>> presenceAtStart,
        int strangersPerMinute,
        int maxRequests,
        int maxStrangers,
        int maxResources,
        Duration resendAfter,
        int resends) {

    /** The policy of an owner, as what is kept about it says: trusted contacts first, and in the end a person is asked. */
    SubscriptionPolicy policyOf(Contact self) {
        String name = self.extras().get(Extra.POLICY);
        // A name that this node does not know must not open what another node keeps shut.
        SubscriptionPolicy named = name == null ? policy : policies.getOrDefault(name, SubscriptionPolicy.ask());
        return SubscriptionPolicy.firstOf(SubscriptionPolicy.trusted(trustedPolicy), named);
    }
}
