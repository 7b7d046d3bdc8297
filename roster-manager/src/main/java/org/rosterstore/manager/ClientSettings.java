package org.rosterstore.manager;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.rosterstore.RosterStore;

/** How a {@link ClientRoster} is set up; what each part means is said there. */
record ClientSettings(
        RosterStore store,
        StanzaSender sender,
        Executor executor,
        SubscriptionPolicy policy,
        int strangersPerMinute,
        int answersPerMinute,
        int maxRequests,
        int maxStrangers,
        int maxResources,
        InstantSource clock,
        ScheduledExecutorService timer,
        Duration timeout,
        boolean takesPushesFromOwnResource,
        boolean answersRefusedPushes) {}
