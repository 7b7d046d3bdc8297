package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path directory;

    @Test
    void theFileIsThereAtTheEndAndForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("jürgen.xml");
        try (OutputFile output = OutputFile.open(file.toString(), false)) {
            output.stream().write('x');
            assertThat(file).doesNotExist();
            output.stream().close();
            output.keep();
        }
        assertThat(file).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void whatIsNotKeptLeavesNothing() throws IOException {
        try (OutputFile output = OutputFile.open(directory.resolve("a.xml").toString(), false)) {
            output.stream().write('x');
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("a.xml"), "old");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> OutputFile.open(file.toString(), false))
                .withMessageContaining("--force");
        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotOverwritten() throws IOException {
        Path file = directory.resolve("a.xml");
        try (OutputFile output = OutputFile.open(file.toString(), false)) {
            output.stream().write('x');
            Files.writeString(file, "somebody else's");
            assertThatExceptionOfType(CommandFailure.class).isThrownBy(output::keep);
        }
        assertThat(file).hasContent("somebody else's");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void forceOverwritesTheFileBehindALink() throws IOException {
        Path file = Files.writeString(directory.resolve("a.xml"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.xml"), Path.of("a.xml"));
        try (OutputFile output = OutputFile.open(link.toString(), true)) {
            output.stream().write('x');
            output.stream().close();
            output.keep();
        }
        assertThat(file).hasContent("x");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> OutputFile.open(directory.toString(), true))
                .withMessageContaining("is a directory");
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(
                        () -> OutputFile.open(directory.resolve("none/a.xml").toString(), false))
                .withMessage(directory.resolve("none").toString());
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        try (OutputFile output = OutputFile.open(device.toString(), true)) {
            output.stream().write('x');
            output.stream().close();
            output.keep();
        }
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        }
    }
}
