package org.rosterstore.redis;

import java.util.List;
import java.util.function.Supplier;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;

/** One server at a time, which has all slots: it alone, or the one that Sentinel has appointed. */
final class SingleServer implements Servers {

    private final String name;
    private final Supplier<ConnectionPool> pool;
    private final Runnable closing;

    /** What closing is to do: nothing, where the client is somebody else's. */
    SingleServer(String name, Supplier<ConnectionPool> pool, Runnable closing) {
        this.name = name;
        this.pool = pool;
        this.closing = closing;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Object at(int slot, Deadline deadline) {
        return name;
    }

    @Override
    public List<Integer> slots(Deadline deadline) {
        return List.of(0);
    }

    @Override
    public Connection take(int slot, Deadline deadline) {
        return Servers.borrow(pool.get(), deadline);
    }

    @Override
    public Connection take(HostAndPort server, Deadline deadline) {
        return take(0, deadline); // it is a cluster's word, and this is none
    }

    @Override
    public void refresh(Deadline deadline) {
        pool.get().clear();
    }

    @Override
    public void close() {
        closing.run();
    }
}
