package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.Variant;
import org.rosterstore.tck.zoo.WrongStore;
import org.rosterstore.tck.zoo.Zoo;
import picocli.CommandLine;

class ZooCommandTest {

    private final Console console = new Console();

    /** A store that is said to be wrong, and is right. */
    private static WrongStore wolf() {
        return new WrongStore(
                "wolf in the fold",
                "does nothing wrong",
                Optional.of("seen in a dream"),
                Clause.READ_UNKNOWN,
                Set.of(Clause.READ_UNKNOWN),
                Set.of(),
                "",
                Variant.PLAIN,
                Zoo.right());
    }

    private int run(Supplier<List<WrongStore>> zoo, String... arguments) {
        return new CommandLine(new ZooCommand(console.terminal(), zoo)).execute(arguments);
    }

    @Test
    void aWrongStoreIsFoundByItsClauses() {
        assertThat(console.run("zoo", "--only", "COUNTER JUMPS")).isZero();
        assertThat(console.out())
                .contains("BREAKS", "FOUND", "WRONG STORE", "1 of 1 wrong stores found in ")
                .containsPattern("COMMIT-2 +✓ +COMMIT-2 +counter jumps")
                .doesNotContain("NO", "no wrong store fails");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void theTableIsThereForPrograms() {
        assertThat(console.run("zoo", "--only=counter jumps", "--json")).isZero();
        assertThat(console.out())
                .startsWith("{\"found\":1,\"missed\":0,\"stores\":[{\"name\":\"counter jumps\",")
                .contains("\"clause\":\"COMMIT-2\"", "\"failed\":[\"COMMIT-2\"],\"found\":true")
                .hasLineCount(1);
    }

    @Test
    void aWrongStoreThatIsNotFoundIsANo() {
        assertThat(run(() -> List.of(wolf()))).isEqualTo(ExitCode.NO);
        assertThat(console.out())
                .containsPattern("READ-1 +✗ NO +none +wolf in the fold +does nothing wrong \\(seen in a dream\\)")
                .contains("wolf in the fold was not found, in the variant plain", "expected: READ-1", "actual:   none")
                .contains("Tests of the kit that no wrong store fails:", "  READ-1 reading creates nothing")
                .contains("0 of 1 wrong stores found in ");
    }

    @Test
    void aWordThatNoStoreHas() {
        assertThat(console.run("zoo", "--only", "unicorn")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("unicorn").hasLineCount(1);
    }
}
