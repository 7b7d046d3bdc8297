package org.rosterstore.manager;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A line of {@code subscription-tables.tsv}. */
record TableCell(
        String scenario,
        SubscriptionState before,
        boolean isSent,
        Presence.Type type,
        SubscriptionState after,
        boolean isPassedOn,
        Optional<Presence.Type> reply) {

    static Stream<TableCell> all() {
        return Tables.rows("subscription-tables.tsv").stream().map(TableCell::of);
    }

    private static TableCell of(List<String> row) {
        return new TableCell(
                row.get(0),
                state(row.get(1)),
                row.get(2).equals("out"),
                Presence.Type.ofWord(row.get(3)).orElseThrow(),
                state(row.get(4)),
                row.get(5).equals("yes"),
                Presence.Type.ofWord(row.get(6)));
    }

    private static SubscriptionState state(String name) {
        return Arrays.stream(SubscriptionState.values())
                .filter(state -> name(state).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** As the RFC abbreviates it. */
    static String name(SubscriptionState state) {
        return state.subscription().name().charAt(0)
                + (state.isPendingOut() ? "+PO" : "")
                + (state.isPendingIn() ? "+PI" : "")
                + (state.isApproved() ? "+A" : "");
    }

    @Override
    public String toString() {
        return "%s: %s, %s %s".formatted(scenario, name(before), isSent ? "out" : "in", type.word());
    }
}
