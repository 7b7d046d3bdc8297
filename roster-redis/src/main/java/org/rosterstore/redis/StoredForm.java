package org.rosterstore.redis;

import org.rosterstore.spi.StoredFormat;

/** The number of the form in which rosters are stored; each head and each record begins with it. */
final class StoredForm {

    /** The present number; {@code docs/redis.md} says what it stands for. */
    @StoredFormat("redis")
    static final int FORMAT = 1;

    private StoredForm() {}
}
