package org.rosterstore;

import static java.util.Objects.requireNonNull;

/**
 * What a store is and what it promises, for people and reports. Immutable; holds no secret.
 *
 * @param product what keeps the data, for example {@code Redis}
 * @param version the version of what really answers, {@code ""} where there is none
 * @param durability what an acknowledged commit survives, in words
 * @param freshness how old a read may be
 */
public record StoreDescription(String product, String version, String durability, Freshness freshness) {

    /** Checks for null. */
    public StoreDescription {
        requireNonNull(product, "product");
        requireNonNull(version, "version");
        requireNonNull(durability, "durability");
        requireNonNull(freshness, "freshness");
    }
}
