package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.StoreConfigurationException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Names of keys: each owner has its own, in one slot, and is read back from it. */
class KeyspaceTest {

    private static final List<String> HOSTILE = List.of(
            "romeo@montague.example",
            "{@x",
            "}@x",
            "{}@x",
            "}{@x",
            "a}b@x",
            "%@x",
            "%7B@x",
            "%7D@x",
            "%25@x",
            "%257B@x",
            "%%7B@x",
            "%2@x",
            "7B@x",
            ":@x",
            ":log@x",
            "x:log",
            "x}:log",
            "x}:staged:1",
            "[::1]",
            "::1",
            "a b@x",
            "\\*?[a]@x",
            "$.\\20@x",
            "☃️@x",
            "😀@x",
            "ä@x",
            "a\u0308@x",
            "*",
            "feed",
            "format",
            "0",
            "beat");

    private static List<String> prefixes() {
        return List.of("roster:", "r", "ro*ter:", "a?b[c]\\d:", "}", "a}b:", "%7B", "ä:");
    }

    /** All of one to four characters that have a meaning, and more. */
    private static List<BareJid> owners() {
        List<BareJid> owners =
                new ArrayList<>(HOSTILE.stream().map(BareJid::stored).toList());
        String[] parts = {"{", "}", "%", "7", "B", "D", "25", ":", "x"};
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder jid = new StringBuilder();
            for (int length = random.nextInt(1, 8); length > 0; length--) {
                jid.append(parts[random.nextInt(parts.length)]);
            }
            owners.add(BareJid.stored(jid.toString()));
        }
        return owners.stream().distinct().toList();
    }

    @Test
    void anOwnerIsReadBackFromTheKey() {
        for (String prefix : prefixes()) {
            Keyspace keyspace = new Keyspace(prefix);
            for (BareJid owner : owners()) {
                assertThat(keyspace.owner(keyspace.contacts(owner).getBytes(UTF_8)))
                        .as(prefix + owner)
                        .contains(owner);
            }
        }
    }

    @Test
    void noKeyIsThatOfAnother() {
        Keyspace keyspace = new Keyspace("roster:");
        Set<String> keys = new HashSet<>(Set.of(keyspace.format(), keyspace.channel(), keyspace.beat(slot -> true)));
        for (BareJid owner : owners()) {
            assertThat(keys.add(keyspace.contacts(owner))).as(owner.toString()).isTrue();
            assertThat(keys.add(keyspace.log(owner))).as(owner.toString()).isTrue();
            assertThat(keys.add(keyspace.staged(owner, 1))).as(owner.toString()).isTrue();
        }
    }

    @Test
    void theKeysOfAnOwnerShareASlot() {
        for (String prefix : prefixes()) {
            Keyspace keyspace = new Keyspace(prefix);
            for (BareJid owner : owners()) {
                int slot = new OwnerKeys(keyspace, owner).slot();
                assertThat(JedisClusterCRC16.getSlot(keyspace.log(owner))).isEqualTo(slot);
                assertThat(JedisClusterCRC16.getSlot(keyspace.staged(owner, -1)))
                        .isEqualTo(slot);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roster:format",
                "roster:feed",
                "roster:",
                "roster:{}",
                "roster:{a",
                "roster:{a}:log",
                "roster:{a}:staged:1",
                "roster:{a}b",
                "roster:{a}}",
                "roster:a}",
                "rosters:{a}",
                "oster:{a}",
                "{a}",
                ""
            })
    void noOtherKeyIsTakenForAnOwners(String key) {
        assertThat(new Keyspace("roster:").owner(key.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void aPatternMeansWhatThePrefixSays() {
        assertThat(new Keyspace("roster:").pattern()).isEqualTo("roster:{*}");
        assertThat(new Keyspace("a*b?c[d]\\e^-:").pattern()).isEqualTo("a\\*b\\?c\\[d]\\\\e^-:{*}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "roster:{x}"})
    void aPrefixThatWouldMoveAnOwnersKeysApartIsRefused(String prefix) {
        assertThatThrownBy(() -> new Keyspace(prefix)).isInstanceOf(StoreConfigurationException.class);
    }

    @Test
    void aBeatIsInASlotThatFits() {
        for (int slot : new int[] {0, 5_460, 16_383}) {
            String key = new Keyspace("roster:").beat(other -> other == slot);
            assertThat(key).matches("roster:\\{[0-9]+}:beat");
            assertThat(JedisClusterCRC16.getSlot(key)).isEqualTo(slot);
        }
    }
}
