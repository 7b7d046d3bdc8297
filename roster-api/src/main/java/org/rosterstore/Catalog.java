package org.rosterstore;

import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The ability to list the owners. Safe for use by many threads; works as long as its store is open.
 *
 * <p>An owner exists from its first commit until it is erased, empty or not. A walk from the first page to the last names
 * every owner that exists all the while, and none that does not exist at all meanwhile. Owners that begin or end during the
 * walk may be named or not, and while the store is changing an owner may be named twice.
 */
public interface Catalog {

    /**
     * A part of the list.
     *
     * @param owners some owners, in no promised order; may be empty before the end
     * @param next the mark to ask for the next page with, empty at the end
     */
    record Page(List<BareJid> owners, Optional<String> next) {

        /** Copies the list. */
        public Page {
            owners = List.copyOf(owners);
        }
    }

    /**
     * A part of the list.
     *
     * @param mark the {@link Page#next()} of the page before, or empty for the first. Opaque, and good for this store only.
     * @param size about how many owners to give, at least 1
     * @return the page
     * @throws IllegalArgumentException if the mark is not one of this store's, or the size is below 1
     * @throws RosterStoreException if the store cannot answer
     * @throws IllegalStateException if the store is closed
     */
    Page page(Optional<String> mark, int size);

    /**
     * All owners, read page by page as the stream goes on.
     *
     * @return a sequential stream, which throws what {@link #page} throws
     */
    default Stream<BareJid> owners() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new CatalogWalk(this), Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }
}
