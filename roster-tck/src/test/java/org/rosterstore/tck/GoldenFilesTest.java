package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden files of a small form: an octet with its number, and text. */
class GoldenFilesTest {

    @TempDir
    Path resources;

    private Path form;

    @BeforeEach
    void numberOneAndTwo() throws IOException {
        form = resources.resolve("golden").resolve("form");
        put("1/hello.hex", "01\n68690a\n");
        put("1/hello.txt", "hi\n");
        put("2/hello.hex", "0268690a\n");
        put("2/hello.txt", "hi\n");
    }

    private void put(String file, String text) throws IOException {
        Files.createDirectories(form.resolve(file).getParent());
        Files.writeString(form.resolve(file), text);
    }

    private static byte[] stored(int number, String text) {
        byte[] octets = ("?" + text).getBytes(StandardCharsets.UTF_8);
        octets[0] = (byte) number;
        return octets;
    }

    private static String read(byte[] octets) {
        if (octets[0] < 1 || octets[0] > 3) {
            throw new IllegalStateException("format " + octets[0]);
        }
        return new String(octets, 1, octets.length - 1, StandardCharsets.UTF_8);
    }

    private GoldenFiles files(int current) {
        return GoldenFiles.of("form", current).in(resources).writing(false);
    }

    private static void verify(GoldenFiles files, byte[] sample) {
        files.verify(Map.of("hello", sample), GoldenFilesTest::read);
    }

    private static void expectProblem(GoldenFiles files, byte[] sample, String... words) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> verify(files, sample))
                .withMessageStartingWith("golden files of form:")
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void whatIsReadAndWrittenAsItWasIsRight() {
        verify(files(2), stored(2, "hi\n"));
    }

    @Test
    void aNumberWithoutAFileIsWrong() {
        expectProblem(files(3), stored(3, "hi\n"), "form/3 has no file", "-Dgolden.write=true");
    }

    @Test
    void soIsAnEarlierOneWhoseFilesAreGone() throws IOException {
        Files.delete(form.resolve("1/hello.hex"));
        Files.delete(form.resolve("1/hello.txt"));
        expectProblem(files(2), stored(2, "hi\n"), "form/1 has no file", "from the history");
    }

    @Test
    void aFolderBeyondTheNumberIsSuperfluous() {
        expectProblem(files(1), stored(1, "hi\n"), "form/2 is superfluous", "present number is 1");
    }

    @Test
    void soIsOneThatIsNoNumber() throws IOException {
        put("02/hello.hex", "0268690a");
        expectProblem(files(2), stored(2, "hi\n"), "form/02 is superfluous");
    }

    @Test
    void aFileWithoutItsCounterpartIsWrong() throws IOException {
        put("1/other.hex", "01");
        put("2/other.txt", "");
        expectProblem(files(2), stored(2, "hi\n"), "1/other needs both", "2/other needs both");
    }

    @Test
    void aDamagedFileIsWrong() throws IOException {
        put("1/hello.hex", "0968690a");
        expectProblem(files(2), stored(2, "hi\n"), "1/hello.hex cannot be read any more", "format 9");
        put("1/hello.hex", "01686");
        expectProblem(files(2), stored(2, "hi\n"), "1/hello.hex cannot be read any more");
    }

    @Test
    void aFileThatIsReadOtherwiseIsWrong() throws IOException {
        put("1/hello.txt", "ho\n");
        expectProblem(files(2), stored(2, "hi\n"), "1/hello.hex is read otherwise than hello.txt says", "ho", "hi");
    }

    @Test
    void whatIsWrittenOtherwiseNeedsANumber() {
        expectProblem(files(2), stored(2, "hi!\n"), "2/hello.hex is not what is written today", "number 3");
    }

    @Test
    void unlessItNeedsOnlyMeanTheSame() {
        verify(files(2).equivalent(), stored(1, "hi\n"));
        expectProblem(files(2).equivalent(), stored(1, "ho\n"), "is not what is written today");
    }

    @Test
    void aSampleWithoutAFileIsWrong() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> files(2).verify(
                                Map.of("hello", stored(2, "hi\n"), "more", stored(2, "")), GoldenFilesTest::read))
                .withMessageContaining("2/more.hex is missing");
    }

    @Test
    void whatIsMissingForThePresentNumberIsWrittenIfWanted() throws IOException {
        verify(files(3).writing(true), stored(3, "hi\n"));

        assertThat(form.resolve("3/hello.hex")).hasContent("0368690a");
        assertThat(form.resolve("3/hello.txt")).hasContent("hi\n");
        verify(files(3), stored(3, "hi\n"));
    }

    @Test
    void nothingIsEverChanged() throws IOException {
        expectProblem(files(2).writing(true), stored(2, "ho\n"), "is not what is written today");
        assertThat(form.resolve("2/hello.hex")).hasContent("0268690a");

        Files.delete(form.resolve("1/hello.hex"));
        Files.delete(form.resolve("1/hello.txt"));
        expectProblem(files(2).writing(true), stored(2, "hi\n"), "form/1 has no file");
        assertThat(form.resolve("1/hello.hex")).doesNotExist();
    }

    @Test
    void longFilesAreWrittenInLines() throws IOException {
        verify(files(3).writing(true), stored(3, "x".repeat(70)));

        assertThat(Files.readAllLines(form.resolve("3/hello.hex")))
                .extracting(String::length)
                .containsExactly(64, 64, 14);
    }

    @Test
    void aFormatHasANameAndANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> GoldenFiles.of("../form", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> GoldenFiles.of("form", 0));
    }
}
