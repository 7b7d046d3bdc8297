package org.rosterstore.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The way to one server for callers who may share a round trip. Who comes when nobody is on the way goes at once, and takes
 * along all who wait; who comes meanwhile waits for somebody to return. So alone nobody waits, and among many a connection,
 * a system call and a turn of the server are shared. Safe for use by many threads; it has none of its own.
 */
final class Lane {

    /** More would keep the first of them waiting for the last. */
    private static final int TOGETHER = 64;

    private final Servers servers;
    private final Semaphore ways;
    private final Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();

    Lane(Servers servers, int ways) {
        this.servers = servers;
        this.ways = new Semaphore(ways);
    }

    /** Returns when the exchange is over, or its deadline is. An interruption does not end the wait; the flag stays set. */
    void run(Exchange mine) {
        boolean interrupted = false;
        waiting.add(mine);
        while (!mine.isOver()) {
            if (mine.isWaiting() && ways.tryAcquire()) {
                try {
                    go(mine);
                } finally {
                    ways.release();
                    wakeNext();
                }
            } else {
                LockSupport.parkNanos(this, mine.deadline().left().toNanos());
                interrupted |= Thread.interrupted();
                if (mine.deadline().isOver() && !mine.isOver()) {
                    giveUp(mine);
                    break;
                }
            }
        }
        wakeNext(); // whoever woke this one may have meant: go
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(Exchange mine) {
        JedisConnectionException late = new JedisConnectionException("it was not answered in time");
        if (mine.withdraw()) {
            waiting.remove(mine);
            mine.fails(Failed.undone(late));
        } else {
            mine.fails(Failed.afterSending(late));
        }
    }

    private void go(Exchange mine) {
        List<Exchange> together = new ArrayList<>();
        for (Exchange next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.take()) {
                together.add(next);
                if (together.size() == TOGETHER) {
                    break;
                }
            }
        }
        if (together.isEmpty()) {
            return;
        }
        Connection connection;
        try {
            connection = Uninterrupted.get(() -> servers.take(mine.slot(), mine.deadline()));
        } catch (RuntimeException e) {
            together.forEach(exchange -> exchange.fails(Failed.undone(e)));
            return;
        }
        Exchange.over(connection, together, mine.deadline());
        Servers.giveBack(connection);
    }

    private void wakeNext() {
        Exchange next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }
}
