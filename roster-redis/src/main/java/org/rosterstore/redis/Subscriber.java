package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.FeedDispatcher;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection on which one server tells what is committed, and the thread that reads it. Among what is told are beats,
 * which say that nothing before them was missed: a number that is this subscriber's, with a zero before it, which no key
 * begins with.
 */
final class Subscriber implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());

    private final int slot;
    private final long number;
    private final Keyspace keyspace;
    private final FeedDispatcher feed;
    private final Connection connection;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Thread thread;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean ended;

    /** Why it has ended, if that is known. */
    private volatile @Nullable JedisException reason;

    /** Subscribes to the server that has a slot. */
    Subscriber(Servers servers, int slot, long number, Keyspace keyspace, FeedDispatcher feed, Deadline deadline) {
        this.slot = slot;
        this.number = number;
        this.keyspace = keyspace;
        this.feed = feed;
        this.connection = servers.take(slot, deadline);
        this.thread = new Thread(this::read, "roster feed of " + servers.name());
        thread.setDaemon(true);
        thread.start();
        try {
            awaitSubscription(deadline);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void awaitSubscription(Deadline deadline) {
        boolean interrupted = false;
        while (true) {
            try {
                boolean isAnswered = subscribed.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
                if (reason instanceof JedisDataException refusal) {
                    throw refusal;
                }
                if (!isAnswered || ended) {
                    throw new JedisConnectionException("the server does not answer to a subscription");
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            new BinaryJedisPubSub() {
                @Override
                public void onSubscribe(byte[] channel, int subscribedChannels) {
                    subscribed.countDown();
                }

                @Override
                public void onMessage(byte[] channel, byte[] message) {
                    hear(message);
                }
            }.proceed(connection, keyspace.channel().getBytes(UTF_8));
        } catch (JedisException e) {
            reason = e;
            LOG.log(System.Logger.Level.DEBUG, "a subscription has ended", e);
        } finally {
            ended = true;
            subscribed.countDown();
        }
    }

    private void hear(byte[] message) {
        if (message.length == 1 + Long.BYTES && message[0] == 0) {
            if (ByteBuffer.wrap(message, 1, Long.BYTES).getLong() == number) {
                heardAt = System.nanoTime();
            }
        } else {
            keyspace.owner(message).ifPresent(feed::changed);
        }
    }

    int slot() {
        return slot;
    }

    /** What is to be told so that it hears its own beat. */
    byte[] beat() {
        return ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0).putLong(number).array();
    }

    /** Whether it has heard its beat within a time. */
    boolean hasHeardWithin(long nanos) {
        return !ended && System.nanoTime() - heardAt <= nanos;
    }

    @Override
    public void close() {
        Servers.giveUp(connection);
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a subscription could not be ended", e);
        }
        Uninterrupted.join(thread);
        Servers.giveBack(connection);
    }
}
