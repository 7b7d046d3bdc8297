package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of clauses is what the clauses say; {@code -Dspec.write=true} writes it anew. */
class SpecificationTest {

    private static final Path PAGE = Path.of("..", "docs", "SPEC.md");

    @Test
    void thePageIsMadeFromTheClauses() throws IOException {
        if (Boolean.getBoolean("spec.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, Specification.markdown());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/SPEC.md; write it anew with: mvn -pl roster-tck -am test -Dspec.write=true"
                        + " -Dtest=SpecificationTest -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(Specification.markdown());
    }

    @Test
    void everyClauseHasATest() {
        assertThat(KitTest.ALL.stream().map(KitTest::verifies).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Clause.values());
    }

    @Test
    void idsAreUniqueAndInOrder() {
        assertThat(Arrays.stream(Clause.values()).map(Clause::id).toList()).doesNotHaveDuplicates();
        Arrays.stream(Clause.values())
                .collect(Collectors.groupingBy(Clause::chapter))
                .values()
                .forEach(chapter -> assertThat(chapter)
                        .extracting(clause -> Integer.parseInt(clause.id().replaceAll(".*-", "")))
                        .isSorted()
                        .startsWith(1)
                        .endsWith(chapter.size()));
    }
}
