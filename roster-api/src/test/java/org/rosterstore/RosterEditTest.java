package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;

class RosterEditTest {

    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final BareJid TYBALT = BareJid.of("tybalt@example.com");
    private static final RosterItem ITEM = RosterItem.of(JULIET).withName("Juliet");
    private static final SubscriptionRequest REQUEST = SubscriptionRequest.of(ROMEO, Instant.EPOCH);

    @Test
    void nothingSaysNothing() {
        assertThat(RosterEdit.nothing().isEmpty()).isTrue();
        assertThat(RosterEdit.all(List.of())).isEqualTo(RosterEdit.nothing());
        assertThat(RosterEdit.put(ITEM).and(RosterEdit.nothing())).isEqualTo(RosterEdit.put(ITEM));
    }

    @Test
    void whatLooksLikeNothingIsAStatementAllTheSame() {
        assertThat(List.of(
                        RosterEdit.remove(JULIET),
                        RosterEdit.replaceItems(List.of()),
                        RosterEdit.noVer(),
                        RosterEdit.settle(ROMEO),
                        RosterEdit.noExtra(JULIET, "k"),
                        RosterEdit.eraseAll()))
                .noneMatch(RosterEdit::isEmpty);
    }

    @Test
    void itemsArePutOrRemoved() {
        RosterEdit edit = RosterEdit.put(ITEM).and(RosterEdit.remove(TYBALT));

        assertThat(edit.items())
                .containsOnly(Map.entry(JULIET, Optional.of(ITEM)), Map.entry(TYBALT, Optional.empty()));
        assertThat(edit.replacesItems()).isFalse();
        assertThat(edit.requests()).isEmpty();
        assertThat(edit.extras()).isEmpty();
        assertThat(edit.ver()).isEmpty();
        assertThat(edit.erases()).isFalse();
    }

    @Test
    void replaceItemsNamesThoseThatAreToBe() {
        RosterEdit edit = RosterEdit.replaceItems(List.of(ITEM, RosterItem.of(ROMEO)));

        assertThat(edit.replacesItems()).isTrue();
        assertThat(edit.items())
                .containsExactly(
                        Map.entry(JULIET, Optional.of(ITEM)), Map.entry(ROMEO, Optional.of(RosterItem.of(ROMEO))));
    }

    @Test
    void replaceItemsByNoneDiffersFromNothing() {
        assertThat(RosterEdit.replaceItems(List.of())).isNotEqualTo(RosterEdit.nothing());
    }

    @Test
    void requestsAreKeptOrSettled() {
        assertThat(RosterEdit.request(REQUEST).requests()).containsExactly(Map.entry(ROMEO, Optional.of(REQUEST)));
        assertThat(RosterEdit.settle(ROMEO).requests()).containsExactly(Map.entry(ROMEO, Optional.empty()));
    }

    @Test
    void extrasAreByContactAndKey() {
        RosterEdit edit = RosterEdit.extra(JULIET, "a", "1")
                .and(RosterEdit.noExtra(JULIET, "b"))
                .and(RosterEdit.extra(ROMEO, "a", ""));

        assertThat(edit.extras())
                .containsOnly(
                        Map.entry(JULIET, Map.of("a", Optional.of("1"), "b", Optional.empty())),
                        Map.entry(ROMEO, Map.of("a", Optional.of(""))));
    }

    @Test
    void theVerStaysOrIsSetOrIsDropped() {
        assertThat(RosterEdit.nothing().ver()).isEmpty();
        assertThat(RosterEdit.ver("43").ver()).contains(Optional.of("43"));
        assertThat(RosterEdit.ver("").ver()).contains(Optional.of(""));
        assertThat(RosterEdit.noVer().ver()).contains(Optional.empty());
    }

    @Test
    void anEmptyKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RosterEdit.extra(JULIET, "", "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> RosterEdit.noExtra(JULIET, ""));
    }

    @Test
    void theOrderOfStatementsNeverMatters() {
        List<RosterEdit> statements = new ArrayList<>(List.of(
                RosterEdit.put(ITEM),
                RosterEdit.remove(TYBALT),
                RosterEdit.request(REQUEST),
                RosterEdit.settle(JULIET),
                RosterEdit.extra(JULIET, "a", "1"),
                RosterEdit.noExtra(JULIET, "b"),
                RosterEdit.extra(ROMEO, "a", "2"),
                RosterEdit.ver("43")));
        RosterEdit all = RosterEdit.all(statements);
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(statements, random);
            RosterEdit chained = statements.stream().reduce(RosterEdit.nothing(), RosterEdit::and);

            assertThat(RosterEdit.all(statements)).isEqualTo(all).hasSameHashCodeAs(all);
            assertThat(chained).isEqualTo(all);
        }
    }

    @Test
    void aListThatIsChangedLaterChangesNoEdit() {
        List<RosterItem> items = new ArrayList<>(List.of(ITEM));
        RosterEdit edit = RosterEdit.replaceItems(items);

        items.clear();

        assertThat(edit.items()).containsOnlyKeys(JULIET);
    }

    @Test
    void combiningChangesNeitherPart() {
        RosterEdit one = RosterEdit.extra(JULIET, "a", "1");
        RosterEdit two = RosterEdit.extra(JULIET, "b", "2");

        assertThat(one.and(two).and(RosterEdit.extra(JULIET, "c", "3")).extras().get(JULIET))
                .hasSize(3);
        assertThat(one).isEqualTo(RosterEdit.extra(JULIET, "a", "1"));
        assertThat(two).isEqualTo(RosterEdit.extra(JULIET, "b", "2"));
    }

    @Test
    void mapsHandedOutRefuseChanges() {
        List<RosterEdit> edits = List.of(
                RosterEdit.put(ITEM),
                RosterEdit.replaceItems(List.of(ITEM)),
                RosterEdit.extra(JULIET, "a", "1"),
                RosterEdit.put(ITEM).and(RosterEdit.request(REQUEST)).and(RosterEdit.extra(JULIET, "a", "1")));
        for (RosterEdit edit : edits) {
            assertThatThrownBy(() -> edit.items().put(TYBALT, Optional.empty()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> edit.requests().put(TYBALT, Optional.empty()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> edit.extras().put(TYBALT, Map.of()))
                    .isInstanceOf(UnsupportedOperationException.class);
            edit.extras()
                    .values()
                    .forEach(values -> assertThatThrownBy(() -> values.put("b", Optional.empty()))
                            .isInstanceOf(UnsupportedOperationException.class));
        }
    }

    @Test
    void itsTextShowsNoContent() {
        RosterEdit edit = RosterEdit.put(ITEM.withGroups("Lovers"))
                .and(RosterEdit.request(new SubscriptionRequest(ROMEO, "Montague", "hark", "", Instant.EPOCH)))
                .and(RosterEdit.extra(JULIET, "diary", "confession"))
                .and(RosterEdit.ver("version7"));

        assertThat(edit).hasToString("RosterEdit[1 items, 1 requests, extras of 1 contacts, ver]");
        assertThat(RosterEdit.replaceItems(List.of(ITEM)))
                .hasToString("RosterEdit[1 items replacing all, 0 requests, extras of 0 contacts]");
        assertThat(RosterEdit.eraseAll()).hasToString("RosterEdit[eraseAll]");
    }

    @Test
    void equality() {
        EqualsVerifier.forClass(RosterEdit.class)
                .withPrefabValues(SubscriptionRequest.class, REQUEST, SubscriptionRequest.of(JULIET, Instant.EPOCH))
                .suppress(Warning.NULL_FIELDS)
                .verify();
    }
}
