package org.rosterstore.redis;

import org.junit.jupiter.api.Assumptions;
import org.rosterstore.testing.Gap;

/** Servers that this process does not start by itself: those of the store URI in the property {@code roster.test.redis.NAME}. */
record Topology(String name) {

    /** The store URI; if there is none, which is told, the test that asks is skipped. */
    String orSkip() {
        String property = "roster.test.redis." + name;
        String uri = System.getProperty(property, "");
        if (uri.isEmpty()) {
            Gap.report("Redis, %s: %s names no servers".formatted(name, property));
        }
        Assumptions.assumeFalse(uri.isEmpty(), "no servers; that is printed as a gap");
        return uri;
    }
}
