package org.rosterstore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/** Paging through the owners while some begin and others end. */
class CatalogWalkTest {

    private final RosterStore store = InMemoryRosterStore.create();
    private final Catalog catalog = store.catalog().orElseThrow();

    @AfterEach
    void close() {
        store.close();
    }

    private static BareJid owner(String name, int number) {
        return BareJid.stored("%03d-%s@example.org".formatted(number, name));
    }

    private void begin(BareJid owner) {
        store.commit(owner, RosterEdit.nothing());
    }

    @Test
    void pagesHaveTheirSizeAndTheLastIsKnown() {
        List<BareJid> owners =
                IntStream.range(0, 10).mapToObj(i -> owner("a", i)).toList();
        owners.forEach(this::begin);

        assertThat(sizes(10)).containsExactly(10);
        assertThat(sizes(11)).containsExactly(10);
        assertThat(sizes(5)).containsExactly(5, 5);
        assertThat(sizes(3)).containsExactly(3, 3, 3, 1);
        assertThat(sizes(Integer.MAX_VALUE)).containsExactly(10);
        assertThat(catalog.owners()).containsExactlyElementsOf(owners);
    }

    @Test
    void whereThereIsNobodyTheOnlyPageIsEmpty() {
        assertThat(sizes(5)).containsExactly(0);
        assertThat(catalog.owners()).isEmpty();
    }

    private List<Integer> sizes(int size) {
        List<Integer> sizes = new ArrayList<>();
        Optional<String> mark = Optional.empty();
        do {
            Catalog.Page page = catalog.page(mark, size);
            sizes.add(page.owners().size());
            mark = page.next();
        } while (mark.isPresent());
        return sizes;
    }

    @Test
    void whoStaysIsNamedOnceWhoeverComesAndGoes() {
        List<BareJid> staying =
                IntStream.range(0, 50).mapToObj(i -> owner("stays", i)).toList();
        List<BareJid> going =
                IntStream.range(0, 50).mapToObj(i -> owner("goes", i)).toList();
        staying.forEach(this::begin);
        going.forEach(this::begin);

        List<BareJid> named = new ArrayList<>();
        Optional<String> mark = Optional.empty();
        int step = 0;
        do {
            Catalog.Page page = catalog.page(mark, 10);
            named.addAll(page.owners());
            mark = page.next();
            going.subList(3 * step, 3 * step + 3).forEach(store::erase);
            begin(owner("comes", 2 * step));
            begin(owner("comes", 99 - step));
            step++;
        } while (mark.isPresent());

        assertThat(named).containsAll(staying).doesNotHaveDuplicates();
        assertThat(named).allMatch(owner -> owner.toString().matches("\\d{3}-(stays|goes|comes)@example\\.org"));
    }

    @Test
    void theOwnerOfAMarkMayHaveGone() {
        IntStream.range(0, 4).forEach(i -> begin(owner("a", i)));
        Catalog.Page first = catalog.page(Optional.empty(), 2);

        store.erase(owner("a", 1));

        assertThat(catalog.page(first.next(), 2).owners()).containsExactly(owner("a", 2), owner("a", 3));
    }

    @Test
    void anErasedOwnerIsNotNamedAndOneThatBeginsAgainIs() {
        begin(owner("a", 1));
        store.erase(owner("a", 1));
        assertThat(catalog.owners()).isEmpty();

        begin(owner("a", 1));
        assertThat(catalog.owners()).containsExactly(owner("a", 1));
    }

    @Test
    void readingAndConflictsListNobody() {
        store.load(owner("a", 1));
        store.erase(owner("a", 2));

        assertThat(catalog.owners()).isEmpty();
    }

    @Test
    void aPageHasAtLeastOnePlace() {
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.page(Optional.empty(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.page(Optional.of(""), 1));
    }
}
