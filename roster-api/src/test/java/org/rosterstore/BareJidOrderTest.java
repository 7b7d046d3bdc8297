package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** JIDs are ordered as their UTF-8 octets are, so that a database with binary collation gives the same order. */
class BareJidOrderTest {

    @Test
    void codePointsBeyondTheFirstPlaneComeLast() {
        List<BareJid> jids = Stream.of("😀", "\uFFFD", "\uE000", "\uD7FF", "z", "é", "😁", "a", "aa", "a😀")
                .map(BareJid::stored)
                .sorted()
                .toList();

        assertThat(jids.stream().map(BareJid::toString))
                .containsExactly("a", "aa", "a😀", "z", "é", "\uD7FF", "\uE000", "\uFFFD", "😀", "😁");
    }

    @Test
    void randomJidsAreOrderedAsTheirOctetsAre() {
        Random random = new Random(6122);
        for (int i = 0; i < 20_000; i++) {
            BareJid one = jid(random);
            BareJid other = jid(random);

            assertThat(Integer.signum(one.compareTo(other)))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(octets(one), octets(other))));
            assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        }
    }

    /** Short and of few signs, so that many have a beginning in common. */
    private static BareJid jid(Random random) {
        int[] signs = {'a', 'b', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x103FF, 0x1F600, 0x10FFFF};
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            text.appendCodePoint(signs[random.nextInt(signs.length)]);
        }
        return BareJid.stored(text.toString());
    }

    private static byte[] octets(BareJid jid) {
        return jid.toString().getBytes(StandardCharsets.UTF_8);
    }
}
