package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rosterstore.spi.Deadline;
import org.rosterstore.spi.FeedDispatcher;

/**
 * Subscribed to every server that takes commits, with a thread that sees to it. It lets each server tell a beat, by a script
 * that is refused wherever a commit would be, and whoever does not hear the beat is deaf: half-open connections, masters
 * that are none any more. Then the gap is told, and all is begun anew.
 */
final class Listening implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Listening.class.getName());

    private final Redis redis;
    private final Keyspace keyspace;
    private final Duration latency;
    private final FeedDispatcher feed;
    private final SplittableRandom numbers = new SplittableRandom(System.nanoTime());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Listening(Redis redis, Keyspace keyspace, Duration latency, FeedDispatcher feed) {
        this.redis = redis;
        this.keyspace = keyspace;
        this.latency = latency;
        this.feed = feed;
        List<Subscriber> first;
        try {
            first = subscribe();
        } catch (Failed e) {
            throw redis.trouble(e).failure();
        }
        this.thread = new Thread(
                () -> run(first), "roster feed watch of " + redis.servers().name());
        thread.setDaemon(true);
        thread.start();
    }

    /** What is committed from now on is told. */
    static Listening begin(Redis redis, Keyspace keyspace, Duration latency, FeedDispatcher feed) {
        return new Listening(redis, keyspace, latency, feed);
    }

    private List<Subscriber> subscribe() throws Failed {
        Deadline deadline = Deadline.in(latency);
        List<Subscriber> subscribers = new ArrayList<>();
        try {
            for (int slot : redis.servers().slots(deadline)) {
                subscribers.add(new Subscriber(redis.servers(), slot, numbers.nextLong(), keyspace, feed, deadline));
            }
        } catch (RuntimeException e) {
            subscribers.forEach(Subscriber::close);
            throw Failed.undone(e);
        }
        return subscribers;
    }

    private void run(List<Subscriber> first) {
        List<Subscriber> subscribers = first;
        while (!isClosed(latency.dividedBy(6))) {
            try {
                if (subscribers.isEmpty()) {
                    redis.servers().refresh(Deadline.in(latency));
                    subscribers = subscribe();
                    feed.interrupted(); // what was committed meanwhile is not heard
                }
                beat(subscribers);
            } catch (Failed | RuntimeException e) {
                if (!subscribers.isEmpty()) {
                    LOG.log(System.Logger.Level.WARNING, "the feed is interrupted: {0}", e.getMessage());
                    feed.interrupted();
                    subscribers.forEach(Subscriber::close);
                    subscribers = List.of();
                }
            }
        }
        subscribers.forEach(Subscriber::close);
    }

    private void beat(List<Subscriber> subscribers) throws Failed {
        try {
            if (!redis.servers()
                    .slots(Deadline.in(latency.dividedBy(4)))
                    .equals(subscribers.stream().map(Subscriber::slot).toList())) {
                throw new IllegalStateException("other servers have the rosters now");
            }
            for (Subscriber subscriber : subscribers) {
                if (!subscriber.hasHeardWithin(latency.dividedBy(2).toNanos())) {
                    throw new IllegalStateException("a server is silent");
                }
                Deadline deadline = Deadline.in(latency.dividedBy(4));
                byte[][] keys = {redis.beatKey(keyspace, subscriber.slot(), deadline)};
                redis.beat(subscriber.slot(), deadline, keys, keyspace.channel().getBytes(UTF_8), subscriber.beat());
            }
        } catch (RuntimeException e) {
            throw Failed.undone(e);
        }
    }

    private boolean isClosed(Duration wait) {
        try {
            return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return false; // nobody has a reason to interrupt this thread
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Uninterrupted.join(thread);
    }
}
