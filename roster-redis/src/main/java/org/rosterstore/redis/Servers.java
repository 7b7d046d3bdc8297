package org.rosterstore.redis;

import java.util.List;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The servers of a store, as a client of Jedis reaches them. Safe for use by many threads. What it throws is what Jedis
 * throws.
 */
interface Servers extends AutoCloseable {

    /** What they are called in messages; no secret is in it. */
    String name();

    /** The server that has a slot, as far as is known; equal for two slots of one server. */
    Object at(int slot, Deadline deadline);

    /** One slot of each server that takes commits, in ascending order. */
    List<Integer> slots(Deadline deadline);

    /** A connection to the server that has a slot. It is to be {@linkplain #giveBack given back}. */
    Connection take(int slot, Deadline deadline);

    /** A connection to a server that another one has pointed to. */
    Connection take(HostAndPort server, Deadline deadline);

    /** Looks anew who has which slot, and drops connections that may be dead: one of them was. */
    void refresh(Deadline deadline);

    @Override
    void close();

    /** A connection of a pool, waited for no longer than the deadline, also by a thread that is interrupted. */
    static Connection borrow(ConnectionPool pool, Deadline deadline) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    Connection connection = pool.borrowObject(deadline.left());
                    connection.setHandlingPool(pool);
                    return connection;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Whatever is still to come on a connection is of no use. TLS reads on when it is closed, for as long as it would wait for
     * an answer.
     */
    static void giveUp(Connection connection) {
        connection.setBroken();
        try {
            connection.setSoTimeout(1);
        } catch (JedisException e) {
            System.getLogger(Servers.class.getName()).log(System.Logger.Level.DEBUG, "a connection was closed", e);
        }
    }

    /** Gives it back, or away if it is broken: whatever comes of that is nobody's trouble. */
    static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (JedisException e) {
            System.getLogger(Servers.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection could not be given back", e);
        }
    }
}
