package org.rosterstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.Effort;
import org.rosterstore.tck.Report;
import org.rosterstore.tck.Variant;

/** One fault planted in the directory store: the kit names it. */
class PlantedFaultTest {

    @TempDir
    Path directory;

    /** File names in lower case, as some file systems have them: two owners become one. */
    private RosterStore folding() {
        return new DirectoryRosterStore(directory) {
            @Override
            Path file(BareJid owner) throws GeneralSecurityException {
                return super.file(BareJid.stored(owner.toString().toLowerCase(Locale.ROOT)));
            }
        };
    }

    @Test
    void theKitNamesAPlantedFault() {
        Report report = Conformance.of(this::folding)
                .effort(Effort.QUICK)
                .variants(Set.of(Variant.PLAIN))
                .run(result -> {});

        assertThat(report.failedClauses()).containsExactly(Clause.KEYS_EXACT);
        assertThat(report.failures().get(0).failure().orElseThrow())
                .hasMessageContaining("KEYS-3")
                .hasMessageContaining("Which collation do the key columns have?");
    }
}
