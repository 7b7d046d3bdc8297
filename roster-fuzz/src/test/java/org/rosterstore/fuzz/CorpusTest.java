package org.rosterstore.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input of the corpora keeps the promises, without Jazzer: a finding that was added there stays mended. */
class CorpusTest {

    private static final int MOST_INPUTS = 100;
    private static final int LONGEST_INPUT = 20_000;

    @TestFactory
    Stream<DynamicContainer> everyInput() {
        return Stream.of(Target.values())
                .map(target -> DynamicContainer.dynamicContainer(
                        target.toString(), target.inputs().stream().map(input -> test(target, input))));
    }

    private static DynamicTest test(Target target, Path input) {
        return DynamicTest.dynamicTest(
                input.getFileName().toString(), input.toUri(), () -> target.take(Files.readAllBytes(input)));
    }

    @ParameterizedTest
    @EnumSource
    void corporaAreSmall(Target target) throws IOException {
        assertThat(target.inputs()).hasSizeBetween(10, MOST_INPUTS);
        for (Path input : target.inputs()) {
            assertThat(Files.size(input)).as(input.toString()).isLessThanOrEqualTo(LONGEST_INPUT);
        }
    }
}
