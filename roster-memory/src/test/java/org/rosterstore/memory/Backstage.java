package org.rosterstore.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

/** A store behind a cache whose calls are written down, whose answers can be held up or replaced, and whose feed is played. */
final class Backstage extends ForwardingRosterStore {

    /** What was asked, for example {@code load}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final List<Consumer<? super Feed.Signal>> listeners = new CopyOnWriteArrayList<>();
    private volatile Stage stage = Supplier::get;

    /** What happens around a call of the store. */
    interface Stage {
        Object play(Supplier<?> call);
    }

    Backstage() {
        super(InMemoryRosterStore.create());
    }

    /** What happens around each call from now on. */
    void play(Stage stage) {
        this.stage = stage;
    }

    /** Calls take their course again. */
    void playOn() {
        stage = Supplier::get;
    }

    /** The store as another process has it. */
    RosterStore other() {
        return delegate();
    }

    void signal(Feed.Signal signal) {
        listeners.forEach(listener -> listener.accept(signal));
    }

    /** How many listen to the feed. */
    int listeners() {
        return listeners.size();
    }

    /** The calls since the last time. */
    List<String> takeCalls() {
        List<String> taken = new ArrayList<>(calls);
        calls.clear();
        return taken;
    }

    @SuppressWarnings("unchecked")
    private <T> T play(String call, Supplier<T> supplier) {
        calls.add(call);
        return (T) stage.play(supplier);
    }

    @Override
    public Roster load(BareJid owner) {
        return play("load", () -> delegate().load(owner));
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        return play("loadAll " + owners.size(), () -> delegate().loadAll(owners));
    }

    @Override
    public Revision revision(BareJid owner) {
        return play("revision", () -> delegate().revision(owner));
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        return play("commit", () -> delegate().commit(owner, edit, condition));
    }

    @Override
    public Optional<Feed> feed() {
        return super.feed().map(feed -> new Feed() {
            @Override
            public Registration subscribe(Consumer<? super Signal> listener) {
                listeners.add(0, listener); // the cache itself hears of it last
                return () -> listeners.remove(listener);
            }

            @Override
            public Duration latency() {
                return feed.latency();
            }
        });
    }
}
