package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.Xep0227Reader;

class ConvertCommandTest {

    /** An item of a JID that is none, and a name that clears the screen (U+009B 2J, which XML can carry). */
    private static final String HOSTILE = """
            <server-data xmlns='urn:xmpp:pie:0'>
              <host jid='example.org'>
                <user name='jürgen' password='s3cret'>
                  <query xmlns='jabber:iq:roster' ver='7'>
                    <item jid='romeo@example.org' name='&#x9B;2J' subscription='both'/>
                    <item jid='@' subscription='none'/>
                  </query>
                </user>
              </host>
            </server-data>
            """;

    @TempDir
    private Path directory;

    private final Console console = new Console();
    private Path in = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void hostileExport() throws IOException {
        in = Files.writeString(directory.resolve("jürgen export.xml"), HOSTILE);
        out = directory.resolve("out.xml");
    }

    @Test
    void whatIsRefusedIsNamedWithItsLineAndTheRestComesOver() throws IOException {
        assertThat(convert()).isZero();
        assertThat(console.err())
                .contains("jürgen export.xml:6: jürgen@example.org: ", ": refused: ")
                .contains("1 owners, 1 contacts, 0 pending requests", "1 refused")
                .doesNotContain("\u009B", "s3cret");
        assertThat(console.out()).isEmpty();
        assertThat(Files.readString(out)).contains("romeo@example.org").doesNotContain("s3cret");
    }

    @Test
    void strictEndsWithOneAfterARefusal() {
        assertThat(convert("--strict")).isEqualTo(ExitCode.NO);
        assertThat(out).exists();
    }

    @Test
    void strictEndsWithZeroWithoutARefusal() throws IOException {
        assertThat(convert()).isZero();
        Path again = directory.resolve("again.xml");
        assertThat(new Console().run("convert", "--strict", out.toString(), again.toString()))
                .isZero();
        assertThat(again).hasSameTextualContentAs(out);
    }

    @Test
    void whatWasSkippedIsSaidOnRequest() {
        assertThat(convert("--verbose")).isZero();
        assertThat(console.err()).contains(": skipped: ");
    }

    @Test
    void aProgramGetsOneLineOfJson() {
        assertThat(convert("--json")).isZero();
        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .hasLineCount(1)
                .contains("\"owners\":1,\"items\":1,\"requests\":0,", "\"refused\":1,")
                .contains("\"kind\":\"refused\",", "\"line\":6,\"owner\":\"jürgen@example.org\"");
    }

    @Test
    void jsonAndXmlDoNotShareStandardOutput() {
        assertThat(console.run("convert", "--json", in.toString(), "-")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).hasLineCount(1);
    }

    @Test
    void aFileIsOverwrittenOnlyByForce() throws IOException {
        Files.writeString(out, "old");
        assertThat(convert()).isEqualTo(ExitCode.USAGE);
        assertThat(out).hasContent("old");
        assertThat(console.err()).contains("--force").hasLineCount(1);
        assertThat(convert("--force")).isZero();
        assertThat(Files.readString(out)).contains("romeo@example.org");
    }

    @Test
    void theInputMayBeReplacedByItsOwnRepair() throws IOException {
        out = in;
        assertThat(convert("--force")).isZero();
        assertThat(Files.readString(in)).contains("romeo@example.org").doesNotContain("s3cret");
    }

    @Test
    void aFileThatHoldsNoRosterWritesNothing() throws IOException {
        Files.writeString(in, "root:x:0:0:root:/root:/bin/bash\n");
        assertThat(convert()).isEqualTo(ExitCode.DATA);
        assertThat(out).doesNotExist();
        assertThat(console.err()).contains(":1: refused: ", "roster: no roster could be read");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThat(console.run("convert", directory.resolve("none.xml").toString(), out.toString()))
                .isEqualTo(ExitCode.DATA);
        assertThat(console.err()).contains("none.xml: there is no such file").hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(RealExport.class)
    void whatRealServersExportComesOverAndStaysAsItIs(RealExport export) throws IOException {
        Path files = export.unpack(directory);
        assertThat(console.run("convert", "--strict", files.toString(), out.toString()))
                .isZero();

        Path again = directory.resolve("again.xml");
        Console second = new Console();
        assertThat(second.run("convert", "--strict", out.toString(), again.toString()))
                .isZero();
        assertThat(second.err()).contains("0 repaired, 0 refused, 0 skipped").hasLineCount(1);
        assertThat(again).hasSameTextualContentAs(out);
        assertThat(Files.readString(out)).doesNotContain("pw-romeo", "scram", "salt");
        assertThat(rosters(out)).hasSize(RealExport.OWNERS);
    }

    private int convert(String... options) {
        List<String> arguments = new ArrayList<>(List.of("convert"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(in.toString(), out.toString()));
        return console.run(arguments.toArray(String[]::new));
    }

    private static List<Roster> rosters(Path file) throws IOException {
        List<Roster> rosters = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        new Xep0227Reader(rosters::add, findings::add).read(file);
        assertThat(findings).isEmpty();
        return rosters;
    }
}
