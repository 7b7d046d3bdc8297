package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Tells listeners what has happened: for each owner in order. */
final class EventDispatcher {

    private static final Logger LOGGER = System.getLogger(EventDispatcher.class.getName());

    private final List<Consumer<? super RosterEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Executor executor;

    EventDispatcher(Executor executor) {
        this.executor = executor;
    }

    void listen(Consumer<? super RosterEvent> listener) {
        listeners.add(requireNonNull(listener, "listener"));
    }

    /** A queue of events that are told in the order in which they are put in: one for each owner. */
    Consumer<RosterEvent> queue() {
        SerialExecutor queue = new SerialExecutor(executor);
        return event -> queue.execute(() -> tell(event));
    }

    private void tell(RosterEvent event) {
        for (Consumer<? super RosterEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException | Error e) {
                LOGGER.log(
                        Level.WARNING,
                        () -> "a listener failed at " + event.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
