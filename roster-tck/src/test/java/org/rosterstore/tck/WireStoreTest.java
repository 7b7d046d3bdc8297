package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rosterstore.tck.wire.WireFixture;

/** A store behind a server of its own keeps every clause: the kit asks nothing of a network store that none can do. */
class WireStoreTest {

    private static final Effort MODERATE = new Effort(5, 15, 1, 20, 1_000);

    @Test
    void theRightWireStoreConforms() {
        try (WireFixture fixture = WireFixture.right()) {
            Report report = Conformance.of(fixture)
                    .strict(true)
                    .require(EnumSet.allOf(Ability.class))
                    .effort(MODERATE)
                    .variants(Set.of(Variant.PLAIN))
                    .run(result -> {});
            assertThat(report.conforms()).as(report.toMarkdown()).isTrue();
            assertThat(report.provided()).containsExactlyInAnyOrder(Hook.values());
            assertThat(Arrays.stream(Clause.values()).collect(Collectors.groupingBy(report::status)))
                    .containsOnlyKeys(Report.Status.PASSED);
            assertThat(report.ownersLeft()).isZero();
        }
    }
}
