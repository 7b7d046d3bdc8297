package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void itIsOneLineThatSaysWhereAndWhom() {
        Optional<Finding.Place> place = Optional.of(new Finding.Place(Path.of("export", "a.xml"), 12));
        Optional<String> owner = Optional.of("romeo@localhost");
        Optional<String> contact = Optional.of("朋友@localhost");

        assertThat(new Finding(Finding.Kind.REFUSED, place, owner, contact, "why"))
                .hasToString(Path.of("export", "a.xml") + ":12: romeo@localhost: 朋友@localhost: refused: why");
        assertThat(new Finding(Finding.Kind.SKIPPED, Optional.empty(), Optional.empty(), Optional.empty(), "why"))
                .hasToString("skipped: why");
    }

    @Test
    void whatDoesNotShowIsNamedAndWhatIsLongIsCut() {
        Finding finding = new Finding(
                Finding.Kind.REFUSED,
                Optional.of(new Finding.Place(Path.of("a\u001b[2J\n.xml"), 1)),
                Optional.of("x".repeat(3_071)),
                Optional.of("x".repeat(3_072)),
                "\u202e\u200d\ud800\u2028é\ud83d\ude80");

        assertThat(finding.place().orElseThrow()).hasToString("a\\u001B[2J\\u000A.xml:1");
        assertThat(finding.owner()).contains("x".repeat(3_071));
        assertThat(finding.contact()).contains("x".repeat(3_071) + "…");
        assertThat(finding.message()).isEqualTo("\\u202E\\u200D\\uD800\\u2028é\ud83d\ude80");
    }
}
