package org.rosterstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

class FirstStepsTest {

    @Test
    void theFirstProgramRuns() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RosterStore store = RosterStores.open("memory:first")) {
            FirstSteps.run("memory:first", new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("Juliet ❤ in [Capulets, Балкон]");
            assertThat(store.load(BareJid.of("romeo@montague.example")).items())
                    .extracting(RosterItem::name)
                    .containsExactly("Juliet, of 1");
        }
    }
}
