package org.rosterstore.tck.zoo;

import java.util.Optional;
import java.util.function.Function;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.StoreFixture;

/** Stores of one kind on a disk of their own, with every hook. */
final class ZooFixture implements StoreFixture {

    private final String name;
    private final Function<Disk, ZooStore> open;
    private final Disk disk = new Disk();

    ZooFixture(String name, Function<Disk, ZooStore> open) {
        this.name = name;
        this.open = open;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RosterStore open() {
        return open.apply(disk);
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(disk::restart);
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of(disk::corrupt);
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(disk::fail);
    }
}
