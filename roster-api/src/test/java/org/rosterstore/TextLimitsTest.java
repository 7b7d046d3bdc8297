package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit on text is exact, whatever the text is made of: it counts octets of UTF-8 (of the ver, characters). */
class TextLimitsTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");

    private static Arguments limit(String what, int octets, Consumer<String> wayIn) {
        return Arguments.of(what, octets, wayIn);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                limit("name", 1_023, text -> RosterItem.of(JULIET).withName(text)),
                limit("group", 1_023, text -> RosterItem.of(JULIET).withGroups(text)),
                limit("nick", 16_384, text -> new SubscriptionRequest(JULIET, text, "", "", Instant.EPOCH)),
                limit("status", 16_384, text -> new SubscriptionRequest(JULIET, "", text, "", Instant.EPOCH)),
                limit("key in an edit", 128, text -> RosterEdit.extra(JULIET, text, "value")),
                limit("key to drop", 128, text -> RosterEdit.noExtra(JULIET, text)),
                limit("value in an edit", 4_096, text -> RosterEdit.extra(JULIET, "key", text)),
                limit("key in a contact", 128, text -> withExtra(text, "value")),
                limit("value in a contact", 4_096, text -> withExtra("key", text)));
    }

    private static void withExtra(String key, String value) {
        Contact contact = new Contact(JULIET, Optional.empty(), Optional.empty(), Map.of(key, value), Revision.NONE);
        assertThatCode(contact::isAbsent).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void asManyOctetsAsTheLimitAndNoMore(String what, int octets, Consumer<String> wayIn) {
        for (String sign : new String[] {"a", "é", "€", "😀"}) {
            int size = Text.octets(sign);
            String full = sign.repeat(octets / size) + "a".repeat(octets % size);

            assertThatCode(() -> wayIn.accept(full)).as(sign).doesNotThrowAnyException();
            assertThatExceptionOfType(LimitExceededException.class).as(sign).isThrownBy(() -> wayIn.accept(full + "a"));
        }
    }

    @Test
    void aVerHas1024CharactersAtMost() {
        for (String sign : new String[] {"a", "€", "😀"}) {
            String full = sign.repeat(1_024 / sign.length());

            assertThatCode(() -> RosterEdit.ver(full)).doesNotThrowAnyException();
            assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> RosterEdit.ver(full + "a"));
        }
    }
}
