package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.StoreFixture;

class ReportCommandTest {

    @TempDir
    private Path directory;

    private final Console console = new Console();
    private Path one;
    private Path page;

    @BeforeEach
    void aReport() throws IOException {
        one = Files.writeString(
                directory.resolve("one.json"),
                Conformance.of(StoreFixture.ofUri("memory:one"))
                        .variants(Set.of())
                        .run(result -> {})
                        .toJson());
        page = directory.resolve("page.html");
    }

    @Test
    void reportsStandSideBySideInTheOrderGiven() throws IOException {
        Path other = Files.writeString(
                directory.resolve("other.json"), Files.readString(one).replace("memory:one", "memory:other"));
        assertThat(console.run("report", other.toString(), one.toString(), "--output", page.toString()))
                .isZero();
        assertThat(page).content().contains("<bdi>memory:other</bdi>").contains("<bdi>memory:one</bdi>");
        assertThat(Files.readString(page).indexOf("memory:other"))
                .isLessThan(Files.readString(page).indexOf("memory:one"));
        assertThat(console.out()).contains("memory:other", "✓ conforms", "the page: " + page);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void aFileThatIsNoReportIsNamedWithThePlaceAndLeavesNoPage() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\"format\": 1,\n  oops}");
        assertThat(console.run("report", one.toString(), bad.toString(), "-o", page.toString()))
                .isEqualTo(ExitCode.DATA);
        assertThat(console.err()).contains("bad.json:2:").hasLineCount(1);
        assertThat(page).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereOrIsADirectoryOrIsNoText() throws IOException {
        assertThat(console.run("report", "no-such.json", "-o", page.toString())).isEqualTo(ExitCode.DATA);
        assertThat(console.run("report", directory.toString(), "-o", page.toString()))
                .isEqualTo(ExitCode.DATA);
        Path octets = Files.write(directory.resolve("octets.json"), new byte[] {'{', (byte) 0xFF, '}'});
        assertThat(console.run("report", octets.toString(), "-o", page.toString()))
                .isEqualTo(ExitCode.DATA);
        assertThat(console.err()).contains("no-such.json: there is no such file", "octets.json: this is no UTF-8");
    }

    @Test
    void anOutputIsNeeded() {
        assertThat(console.run("report", one.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("--output").hasLineCount(1);
    }
}
