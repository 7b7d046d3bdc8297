package org.rosterstore.benchmarks;

/** One roster on a disk, and what is done to it alike by all who can keep one. The contacts are {@link People}. */
interface RosterFile extends AutoCloseable {

    void add(int number);

    void remove(int number);

    /** Reads all; answers how many there are. */
    int load();

    /** Leaves exactly the first contacts; those of an odd edition have other names than those of an even one. */
    void reset(int edition);

    @Override
    void close();
}
