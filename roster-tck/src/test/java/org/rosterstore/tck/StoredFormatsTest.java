package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format number without a golden file fails the build; and the rule itself, on small modules. */
class StoredFormatsTest {

    @TempDir
    Path root;

    @Test
    void everyNumberHasAGoldenFile() throws IOException {
        Path project = Path.of("..");
        assertThat(StoredFormats.problems(project)).isEmpty();
        assertThat(StoredFormats.places(project)).containsKey("owner-state");
    }

    @BeforeEach
    void oneModuleWithOneForm() throws IOException {
        put("one/pom.xml", "<project/>");
        constant("1");
        put("two/pom.xml", "<project/>");
        put("two/src/test/java/FormTest.java", "GoldenFiles.of(\"form\", Form.FORMAT).verify();");
        put("two/src/test/resources/golden/form/1/full.hex", "01");
    }

    private void put(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private void constant(String value) throws IOException {
        put(
                "one/src/main/java/Form.java",
                "/** FORMAT */ class Form {\n    @StoredFormat(\"form\")\n    public static final int FORMAT = %s;\n}"
                        .formatted(value));
    }

    private void expectProblem(String... words) throws IOException {
        assertThat(StoredFormats.problems(root)).singleElement().asString().contains(words);
    }

    @Test
    void aNumberWithFilesAndATestIsRight() throws IOException {
        assertThat(StoredFormats.problems(root)).isEmpty();
    }

    @Test
    void aNumberThatWasRaisedWithoutAFileIsFound() throws IOException {
        constant("2");
        expectProblem("Form.java: format 2 of 'form' has no golden file", "golden/form/2", "-Dgolden.write=true");
    }

    @Test
    void soIsAFolderWithoutAFile() throws IOException {
        constant("2");
        put("two/src/test/resources/golden/form/2/note.md", "");
        expectProblem("format 2 of 'form'");
    }

    @Test
    void soAreFilesThatNoTestReads() throws IOException {
        put("two/src/test/java/FormTest.java", "GoldenFiles.of(\"former\", 1);");
        expectProblem("no test verifies GoldenFiles.of(\"form\"");
    }

    @Test
    void soIsANumberThatIsNotMarked() throws IOException {
        put("one/src/main/java/Other.java", "class Other { private static final int SCHEMA_VERSION = 3; }");
        expectProblem("Other.java: SCHEMA_VERSION looks like the number of a stored form");
    }

    @Test
    void soIsAMarkOnSomethingElse() throws IOException {
        put(
                "one/src/main/java/Other.java",
                "class Other { @StoredFormat(\"other\") static final String FORM = \"1\"; }");
        expectProblem("Other.java: @StoredFormat belongs on a constant");
    }

    @Test
    void soIsANumberThatComesFromElsewhere() throws IOException {
        constant("Another.NUMBER + 1");
        expectProblem("the number of 'form' is to be written as one");
    }

    @Test
    void soIsANameThatIsUsedTwice() throws IOException {
        put("two/src/main/java/Twin.java", "class Twin { @StoredFormat(\"form\") static final int NUMBER = 1; }");
        expectProblem("Twin.java: 'form' is the name of a form in", "Form.java");
    }
}
