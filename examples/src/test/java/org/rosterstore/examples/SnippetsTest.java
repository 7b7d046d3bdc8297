package org.rosterstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The snippets in the documentation are what stands in files that the build compiles and runs. A snippet follows a comment
 * {@code <!-- from FILE#TAG -->} and is the text between {@code tag::TAG[]} and {@code end::TAG[]} there.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- from (\\S+?)#(\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("```(java|xml)\\n");

    @TestFactory
    Stream<DynamicTest> everySnippetIsTakenFromCodeThatIsRun() throws IOException {
        return Stream.of("README.md", "docs/redis.md", "docs/management.md")
                .map(page -> DynamicTest.dynamicTest(page, () -> {
                    String text = Files.readString(ROOT.resolve(page));
                    long found = 0;
                    for (Matcher snippet = SNIPPET.matcher(text); snippet.find(); found++) {
                        assertThat(snippet.group(3))
                                .as(snippet.group(2))
                                .isEqualTo(tagged(snippet.group(1), snippet.group(2)));
                    }
                    assertThat(found)
                            .as("snippets with a source, of all snippets of code")
                            .isEqualTo(FENCE.matcher(text).results().count())
                            .isPositive();
                }));
    }

    private static String tagged(String file, String tag) throws IOException {
        String text = Files.readString(ROOT.resolve(file));
        Matcher region = Pattern.compile(
                        "[^\\n]*tag::" + tag + "\\[][^\\n]*\\n(.*?)[^\\n]*end::" + tag + "\\[]", Pattern.DOTALL)
                .matcher(text);
        assertThat(region.find()).as("a region %s in %s", tag, file).isTrue();
        return region.group(1).stripTrailing().stripIndent() + "\n";
    }
}
