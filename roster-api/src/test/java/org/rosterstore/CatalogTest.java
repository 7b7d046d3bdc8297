package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final BareJid A = BareJid.of("a@example.com");
    private static final BareJid B = BareJid.of("b@example.com");
    private static final BareJid C = BareJid.of("c@example.com");

    private final List<Optional<String>> marks = new ArrayList<>();

    /** A catalog of these pages, whose marks are their numbers. */
    @SafeVarargs
    private Catalog pages(List<BareJid>... pages) {
        return (mark, size) -> {
            marks.add(mark);
            int page = mark.map(Integer::parseInt).orElse(0);
            return new Catalog.Page(
                    pages[page], page + 1 < pages.length ? Optional.of(Integer.toString(page + 1)) : Optional.empty());
        };
    }

    @Test
    void ownersGoesThroughAllPages() {
        assertThat(pages(List.of(A, B), List.of(C)).owners()).containsExactly(A, B, C);
        assertThat(marks).containsExactly(Optional.empty(), Optional.of("1"));
    }

    @Test
    void anEmptyPageIsNotTheEnd() {
        assertThat(pages(List.of(), List.of(A), List.of(), List.of(), List.of(B), List.of())
                        .owners())
                .containsExactly(A, B);
    }

    @Test
    void anEmptyCatalogHasNoOwners() {
        assertThat(pages(List.of()).owners()).isEmpty();
        assertThat(marks).hasSize(1);
    }

    @Test
    void pagesAreReadAsTheStreamGoesOn() {
        assertThat(pages(List.of(A), List.of(B), List.of(C)).owners().findFirst())
                .contains(A);
        assertThat(marks).hasSize(1);
    }

    @Test
    void nothingIsReadBeforeTheFirstOwnerIsAskedFor() {
        Iterator<BareJid> owners = pages(List.of(A)).owners().iterator();

        assertThat(marks).isEmpty();
        assertThat(owners.next()).isEqualTo(A);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(owners::next);
        assertThat(marks).hasSize(1);
    }

    @Test
    void aListThatIsChangedLaterChangesNoPage() {
        List<BareJid> owners = new ArrayList<>(List.of(A));
        Catalog.Page page = new Catalog.Page(owners, Optional.empty());

        owners.add(B);

        assertThat(page.owners()).containsExactly(A);
    }
}
