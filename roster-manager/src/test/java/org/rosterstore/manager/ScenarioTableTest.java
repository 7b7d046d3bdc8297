package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every line of {@code scenarios.tsv} is played by a test that runs and asserts something. */
class ScenarioTableTest {

    private static final Pattern RANGE = Pattern.compile("([MPC])(\\d+)(?:-[MPC](\\d+))?");

    private static final JavaClasses TESTS = tests();

    private static JavaClasses tests() {
        try {
            ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .importPath(Path.of(ScenarioTableTest.class
                                    .getResource("ScenarioTableTest.class")
                                    .toURI())
                            .getParent());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<JavaMethod> scenarios() {
        return TESTS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scenario.class));
    }

    /** Each number of a range. */
    private static Stream<String> numbers(String range) {
        MatchResult match = RANGE.matcher(range)
                .results()
                .filter(it -> it.group().equals(range))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not a scenario: " + range));
        int first = Integer.parseInt(match.group(2));
        int last = match.group(3) == null ? first : Integer.parseInt(match.group(3));
        return IntStream.rangeClosed(first, last).mapToObj(number -> match.group(1) + number);
    }

    @Test
    void everyScenarioHasATestAndEveryTestAScenario() {
        Set<String> played = new TreeSet<>();
        scenarios()
                .forEach(method -> Stream.of(
                                method.getAnnotationOfType(Scenario.class).value())
                        .flatMap(ScenarioTableTest::numbers)
                        .forEach(played::add));
        Set<String> written = new TreeSet<>();
        for (List<String> row : Tables.rows("scenarios.tsv")) {
            assertThat(row).hasSize(3).doesNotContain("");
            numbers(row.get(0)).forEach(written::add);
        }

        assertThat(written).hasSize(150 + 12 + 31);
        assertThat(played).isEqualTo(written);
    }

    @Test
    void noneIsDisabled() {
        assertThat(scenarios()).allSatisfy(method -> {
            assertThat(method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class))
                    .isTrue();
            assertThat(method.isAnnotatedWith(Disabled.class)
                            || method.getOwner().isAnnotatedWith(Disabled.class))
                    .isFalse();
            assertThat(calls(method, "org.junit.jupiter.api.Assumptions", "org.assertj.core.api.Assumptions"))
                    .isFalse();
        });
    }

    @Test
    void eachAssertsSomething() {
        assertThat(scenarios())
                .allSatisfy(method -> assertThat(
                                calls(method, "org.assertj.core.api.Assertions", "org.junit.jupiter.api.Assertions"))
                        .as(method.getFullName())
                        .isTrue());
    }

    /** Whether a method, or one of these tests' own that it calls, calls one of those classes. */
    private static boolean calls(JavaCodeUnit method, String... types) {
        return calls(method, Set.of(types), new HashSet<>());
    }

    private static boolean calls(JavaCodeUnit method, Set<String> types, Set<JavaCodeUnit> seen) {
        return seen.add(method)
                && (method.getCallsFromSelf().stream()
                                .anyMatch(call ->
                                        types.contains(call.getTargetOwner().getName()))
                        || method.getCallsFromSelf().stream()
                                .flatMap(call -> call.getTarget().resolveMember().stream())
                                .filter(JavaCodeUnit.class::isInstance)
                                .map(JavaCodeUnit.class::cast)
                                .filter(callee ->
                                        TESTS.contain(callee.getOwner().getName()))
                                .anyMatch(callee -> calls(callee, types, seen)));
    }
}
