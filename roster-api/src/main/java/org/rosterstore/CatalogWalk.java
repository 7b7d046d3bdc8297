package org.rosterstore;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks a catalog from its first page to its last. */
final class CatalogWalk implements Iterator<BareJid> {

    private static final int PAGE = 1_000;

    private final Catalog catalog;
    private Iterator<BareJid> owners = Collections.emptyIterator();
    private Optional<String> next = Optional.empty();
    private boolean begun;

    CatalogWalk(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public boolean hasNext() {
        while (!owners.hasNext() && (!begun || next.isPresent())) {
            Catalog.Page page = catalog.page(next, PAGE);
            begun = true;
            owners = page.owners().iterator();
            next = page.next();
        }
        return owners.hasNext();
    }

    @Override
    public BareJid next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return owners.next();
    }
}
