package org.rosterstore.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

/** A feed that does whatever a feed may: it is late, merges, reorders owners, and is cut now and then. */
final class TroubledFeed implements Feed {

    private static final Duration LATENCY = Duration.ofMillis(40);

    private final Feed feed;
    private final List<Courier> couriers = new CopyOnWriteArrayList<>();

    private TroubledFeed(Feed feed) {
        this.feed = feed;
    }

    /** The store, whose feed is in trouble. */
    static RosterStore of(RosterStore store) {
        TroubledFeed feed = new TroubledFeed(store.feed().orElseThrow());
        return new ForwardingRosterStore(store) {
            @Override
            public Optional<Feed> feed() {
                return super.feed().map(it -> feed);
            }

            @Override
            public void close() {
                super.close();
                feed.couriers.forEach(Courier::close);
            }
        };
    }

    @Override
    public Duration latency() {
        return feed.latency().plus(LATENCY);
    }

    @Override
    public Registration subscribe(Consumer<? super Signal> listener) {
        Courier courier = new Courier(listener);
        Registration registration = feed.subscribe(courier);
        couriers.add(courier);
        courier.start();
        return () -> {
            registration.close();
            courier.close();
            couriers.remove(courier);
        };
    }

    /** Carries the signals of a while together, in another order of owners. */
    private static final class Courier implements Consumer<Signal> {

        private final Consumer<? super Signal> listener;
        private final Thread thread = new Thread(this::run, "troubled-feed");
        private final Random random = new Random(7);
        private final Deque<Signal> pending = new ArrayDeque<>();
        private boolean closed;

        Courier(Consumer<? super Signal> listener) {
            this.listener = listener;
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        @Override
        public synchronized void accept(Signal signal) {
            pending.add(signal);
            notifyAll();
        }

        private void run() {
            for (List<Signal> signals = next(); !signals.isEmpty(); signals = next()) {
                for (Signal signal : signals) {
                    if (isClosed()) {
                        return;
                    }
                    try {
                        listener.accept(signal);
                    } catch (RuntimeException e) {
                        // As in any feed: the next one comes all the same.
                    }
                }
            }
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        /** What is delivered next; nothing at the end. */
        private synchronized List<Signal> next() {
            try {
                while (pending.isEmpty() && !closed) {
                    wait();
                }
                long end = System.nanoTime() + random.nextInt((int) LATENCY.toNanos());
                for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                return List.of();
            }
            if (closed) {
                return List.of();
            }
            List<Signal> signals = random.nextInt(6) == 0 ? List.of(new Interrupted()) : reordered();
            pending.clear();
            return signals;
        }

        private List<Signal> reordered() {
            if (pending.stream().anyMatch(Interrupted.class::isInstance)) {
                return List.of(new Interrupted());
            }
            Map<BareJid, Signal> last = new LinkedHashMap<>();
            pending.forEach(signal -> last.put(((Changed) signal).owner(), signal));
            List<Signal> signals = new ArrayList<>(last.values());
            Collections.shuffle(signals, random);
            return signals;
        }

        void close() {
            synchronized (this) {
                closed = true;
                notifyAll();
            }
            boolean interrupted = Thread.interrupted();
            while (thread.isAlive() && Thread.currentThread() != thread) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
