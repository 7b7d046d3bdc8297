package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;

/** What is written is read again, whatever it is, and without a word. */
class RoundTripTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"prosody-xep0227", "ejabberd-piefxis"})
    void importedExportedAndImportedAServersExportIsTheSame(String export) {
        assertSameAgain(Reading.of(Reading.resource(export)).rosters());
    }

    @Test
    void everyLegalRosterComesBack() {
        for (long seed = 0; seed < 100; seed++) {
            RandomRosters random = new RandomRosters(seed);
            Map<BareJid, Roster> rosters = new LinkedHashMap<>();
            for (int i = 0; i < 8; i++) {
                Roster roster = random.next();
                rosters.put(roster.owner(), roster);
            }
            try {
                assertSameAgain(List.copyOf(rosters.values()));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void theSameRostersGiveTheSameOctets() {
        List<Roster> rosters = Reading.of(Reading.resource("prosody-xep0227")).rosters();

        assertThat(written(rosters)).isEqualTo(written(List.copyOf(rosters)));
        assertThat(written(Reading.of(Reading.write(directory, "a.xml", written(rosters)))
                        .rosters()))
                .isEqualTo(written(rosters));
    }

    private void assertSameAgain(List<Roster> rosters) {
        Reading again = Reading.of(Reading.write(directory, "again.xml", written(rosters)));

        assertThat(again.lines()).isEmpty();
        assertThat(again.rosters()).hasSameSizeAs(rosters);
        for (int i = 0; i < rosters.size(); i++) {
            Roster before = rosters.get(i);
            Roster after = again.rosters().get(i);
            assertThat(after.sameContent(before))
                    .as("%s%nand again %s", before, after)
                    .isTrue();
        }
    }

    static byte[] written(List<Roster> rosters) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (Xep0227Writer writer = new Xep0227Writer(octets)) {
            rosters.forEach(writer::write);
            writer.finish();
        }
        return octets.toByteArray();
    }
}
