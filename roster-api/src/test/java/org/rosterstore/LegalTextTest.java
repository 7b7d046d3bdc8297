package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that XML 1.0 cannot carry (its production Char) is refused wherever text goes in; all other text is legal. */
class LegalTextTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");

    static List<Consumer<String>> waysIn() {
        return List.of(
                text -> RosterItem.of(JULIET).withName(text),
                text -> RosterItem.of(JULIET).withGroups(text),
                text -> new SubscriptionRequest(JULIET, text, "", "", Instant.EPOCH),
                text -> new SubscriptionRequest(JULIET, "", text, "", Instant.EPOCH),
                text -> RosterEdit.extra(JULIET, text, "value"),
                text -> RosterEdit.extra(JULIET, "key", text),
                text -> RosterEdit.noExtra(JULIET, text),
                text -> new Contact(JULIET, Optional.empty(), Optional.empty(), Map.of(text, "value"), Revision.NONE),
                text -> new Contact(JULIET, Optional.empty(), Optional.empty(), Map.of("key", text), Revision.NONE),
                RosterEdit::ver,
                text -> new Roster(JULIET, Revision.NONE, Optional.of(text), Map.of(), List.of()));
    }

    static Stream<String> illegal() {
        Stream<String> controls = IntStream.range(0, 0x20)
                .filter(c -> c != '\t' && c != '\n' && c != '\r')
                .mapToObj(Character::toString);
        Stream<String> others = Stream.of(
                "\uD800", "\uDBFF", "\uDC00", "\uDFFF", "\uDC00\uD800", "\uD83D\uD83D\uDE00", "\uFFFE", "\uFFFF");
        return Stream.concat(controls, others);
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void illegalTextIsRefusedWhereverItStands(Consumer<String> wayIn) {
        illegal().forEach(bad -> {
            for (String text : List.of(bad, "a" + bad, bad + "a", "😀" + bad + "é")) {
                assertThatIllegalArgumentException()
                        .as("U+%04X", (int) bad.charAt(0))
                        .isThrownBy(() -> wayIn.accept(text));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void allOtherTextIsLegal(Consumer<String> wayIn) {
        for (String text : List.of(
                "\t\n\r ",
                "\u007F\u0085\u009F",
                "\u2028\u2029",
                "\uFEFF",
                "\uE000\uF8FF\uFFFD",
                "\uFDD0",
                "\uD800\uDC00",
                "\uD83F\uDFFF",
                "\uDBFF\uDFFF",
                "\u202Eright to left",
                "<&>'\"]]>")) {
            wayIn.accept(text);
        }
    }

    @Test
    void theMessageNamesThePlaceAndNotTheText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RosterItem.of(JULIET).withName("secret\u0007"))
                .withMessageContaining("name")
                .withMessageContaining("U+0007")
                .withMessageContaining("6")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void octetsAreThoseOfUtf8(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = RandomText.of(random, random.nextInt(20));

            assertThat(Text.octets(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void octetsOfTheFirstAndLastOfEachLength() {
        int[] edges = {0x09, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF};
        assertThat(Arrays.stream(edges).map(edge -> Text.octets(Character.toString(edge))))
                .containsExactly(1, 1, 2, 2, 3, 3, 3, 3, 4, 4);
    }
}
