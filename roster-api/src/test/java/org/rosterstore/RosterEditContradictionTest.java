package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two statements on one part are refused in either order, also where they say the same; on two parts they are not. */
class RosterEditContradictionTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");

    private static final RosterEdit PUT = RosterEdit.put(RosterItem.of(JULIET));
    private static final RosterEdit PUT_OTHER = RosterEdit.put(RosterItem.of(ROMEO));
    private static final RosterEdit REMOVE = RosterEdit.remove(JULIET);
    private static final RosterEdit REPLACE = RosterEdit.replaceItems(List.of(RosterItem.of(JULIET)));
    private static final RosterEdit REPLACE_BY_NONE = RosterEdit.replaceItems(List.of());
    private static final RosterEdit VER = RosterEdit.ver("1");
    private static final RosterEdit NO_VER = RosterEdit.noVer();
    private static final RosterEdit REQUEST = RosterEdit.request(SubscriptionRequest.of(JULIET, Instant.EPOCH));
    private static final RosterEdit SETTLE = RosterEdit.settle(JULIET);
    private static final RosterEdit EXTRA = RosterEdit.extra(JULIET, "k", "v");
    private static final RosterEdit NO_EXTRA = RosterEdit.noExtra(JULIET, "k");
    private static final RosterEdit OTHER_EXTRA = RosterEdit.extra(JULIET, "l", "v");
    private static final RosterEdit ERASE = RosterEdit.eraseAll();

    private static final List<RosterEdit> ALL = List.of(
            PUT,
            PUT_OTHER,
            REMOVE,
            REPLACE,
            REPLACE_BY_NONE,
            VER,
            NO_VER,
            REQUEST,
            SETTLE,
            EXTRA,
            NO_EXTRA,
            OTHER_EXTRA,
            ERASE);

    /** The statements by the parts that they speak of: two of one list contradict each other. */
    private static final List<List<RosterEdit>> PARTS = List.of(
            List.of(PUT, REMOVE, REPLACE, REPLACE_BY_NONE),
            List.of(PUT_OTHER, REPLACE, REPLACE_BY_NONE),
            List.of(VER, NO_VER),
            List.of(REQUEST, SETTLE),
            List.of(EXTRA, NO_EXTRA),
            List.of(OTHER_EXTRA),
            List.of(REMOVE, EXTRA),
            List.of(REMOVE, NO_EXTRA),
            List.of(REMOVE, OTHER_EXTRA));

    static Stream<Arguments> pairs() {
        return ALL.stream().flatMap(one -> ALL.stream().map(other -> Arguments.of(one, other)));
    }

    private static boolean contradict(RosterEdit one, RosterEdit other) {
        return one.equals(other)
                || one.equals(ERASE)
                || other.equals(ERASE)
                || PARTS.stream().anyMatch(part -> part.contains(one) && part.contains(other));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachPair(RosterEdit one, RosterEdit other) {
        if (contradict(one, other)) {
            assertThatIllegalArgumentException().isThrownBy(() -> one.and(other));
        } else {
            assertThatCode(() -> one.and(other)).doesNotThrowAnyException();
        }
    }

    @Test
    void contradictionsAcrossCombinedEditsAreFoundToo() {
        RosterEdit several = PUT.and(VER).and(REQUEST).and(EXTRA);

        for (RosterEdit edit : List.of(REMOVE, NO_VER, SETTLE, NO_EXTRA, REPLACE, ERASE)) {
            assertThatIllegalArgumentException().isThrownBy(() -> several.and(PUT_OTHER.and(edit)));
            assertThatIllegalArgumentException().isThrownBy(() -> edit.and(several));
        }
    }

    @Test
    void anItemThatComesTwiceInReplaceItemsIsRefused() {
        Collection<RosterItem> items = List.of(
                RosterItem.of(JULIET),
                RosterItem.of(ROMEO),
                RosterItem.of(JULIET).withName("again"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RosterEdit.replaceItems(items))
                .withMessageContaining("juliet@example.com");
    }

    @Test
    void theMessageNamesThePart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RosterEdit.all(List.of(VER, REPLACE.and(NO_VER))))
                .withMessageContaining("ver")
                .withMessageNotContaining("items");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXTRA.and(NO_EXTRA))
                .withMessageContaining("k")
                .withMessageContaining("juliet@example.com");
    }

    @Test
    void eraseAllAndNothingIsEraseAll() {
        assertThat(ERASE.and(RosterEdit.nothing())).isEqualTo(ERASE);
        assertThat(RosterEdit.nothing().and(ERASE)).isEqualTo(ERASE);
    }
}
