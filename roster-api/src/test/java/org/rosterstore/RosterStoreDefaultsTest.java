package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rosterstore.spi.ForwardingRosterStore;

/** What a store with nothing but the three abstract methods can do. */
class RosterStoreDefaultsTest {

    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid FRIAR = BareJid.of("laurence@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");

    private final RosterStore store = new OneStateStore();

    @Test
    void findAndRevisionAgreeWithLoad() {
        Revision revision = store.commit(NURSE, RosterEdit.put(RosterItem.of(JULIET)));

        assertThat(store.find(NURSE, JULIET)).isEqualTo(store.load(NURSE).contact(JULIET));
        assertThat(store.find(NURSE, FRIAR)).isEqualTo(Contact.absent(FRIAR, revision));
        assertThat(store.revision(NURSE)).isEqualTo(revision);
        assertThat(store.revision(FRIAR)).isEqualTo(Revision.NONE);
    }

    @Test
    void loadAllAnswersInTheOrderAskedForAndReadsEachOnce() {
        List<BareJid> read = new ArrayList<>();
        RosterStore watched = new ForwardingRosterStore(store) {
            @Override
            public Roster load(BareJid owner) {
                read.add(owner);
                return super.load(owner);
            }
        };
        store.commit(NURSE, RosterEdit.ver("1"));

        assertThat(watched.loadAll(List.of(NURSE, FRIAR, NURSE)))
                .containsExactly(Map.entry(NURSE, store.load(NURSE)), Map.entry(FRIAR, Roster.none(FRIAR)));
        assertThat(read).containsExactly(NURSE, FRIAR);
    }

    @Test
    void eraseIsTheCommitOfEraseAll() {
        assertThat(store.erase(NURSE)).isEqualTo(Revision.NONE);

        store.commit(NURSE, RosterEdit.put(RosterItem.of(JULIET)));

        assertThat(store.erase(NURSE).counter()).isEqualTo(2);
        assertThat(store.load(NURSE).contacts()).isEmpty();
    }

    @Test
    void noAbilityIsOffered() {
        assertThat(store.history()).isEmpty();
        assertThat(store.feed()).isEmpty();
        assertThat(store.catalog()).isEmpty();
    }

    @Test
    void itIsDescribedByItsClass() {
        assertThat(store.describe().product()).isEqualTo("OneStateStore");
        assertThat(store.describe().freshness()).isEqualTo(Freshness.CURRENT);
    }

    @Test
    void afterCloseTheDerivedMethodsFailAsTheAbstractOnesDo() {
        store.close();

        assertThatIllegalStateException().isThrownBy(() -> store.find(NURSE, JULIET));
        assertThatIllegalStateException().isThrownBy(() -> store.revision(NURSE));
        assertThatIllegalStateException().isThrownBy(() -> store.loadAll(List.of(NURSE)));
        assertThatIllegalStateException().isThrownBy(() -> store.erase(NURSE));
        assertThatIllegalStateException().isThrownBy(() -> store.update(NURSE, roster -> RosterEdit.ver("1")));
    }
}
