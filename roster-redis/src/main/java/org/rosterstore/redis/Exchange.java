package org.rosterstore.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Some commands of one caller, which are sent together, and what is answered to them. Another thread may do that. */
final class Exchange {

    /** Of many commands so many wait for their replies at once: the server is not idle, and need not keep more replies. */
    private static final int AHEAD = 256;

    /** What is kept of a reply. */
    interface Reading {
        Object of(Object reply, int number);
    }

    private enum State {
        WAITING,
        TAKEN,
        OVER
    }

    private final int slot;
    private final Deadline deadline;
    private final Reading reading;
    private final CommandArguments[] commands;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private int sent;
    private List<Object> replies = List.of();
    private @Nullable Failed failure;

    Exchange(int slot, Deadline deadline, CommandArguments... commands) {
        this(slot, deadline, (reply, number) -> reply, commands);
    }

    /** Each reply but an error is read at once, while others are on the way; the reading must not fail. */
    Exchange(int slot, Deadline deadline, Reading reading, CommandArguments... commands) {
        this.slot = slot;
        this.deadline = deadline;
        this.reading = reading;
        this.commands = commands;
    }

    int slot() {
        return slot;
    }

    Deadline deadline() {
        return deadline;
    }

    boolean isWaiting() {
        return state.get() == State.WAITING;
    }

    boolean isOver() {
        return state.get() == State.OVER;
    }

    /** False if it was withdrawn. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** False if it was taken; whatever the answer will be, nobody waits for it. */
    boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.OVER);
    }

    private void isAnswered(List<Object> answers) {
        replies = answers;
        end();
    }

    void fails(Failed reason) {
        failure = reason;
        end();
    }

    private void end() {
        state.set(State.OVER); // publishes what was written before
        LockSupport.unpark(caller);
    }

    /** Its caller may go now. */
    void wake() {
        LockSupport.unpark(caller);
    }

    /** The replies, in the order of the commands; among them errors, as exceptions. */
    List<Object> replies() throws Failed {
        if (failure != null) {
            throw failure;
        }
        return replies;
    }

    /** Sends what several callers want to be sent, and gives to each what is answered. */
    static void over(Connection connection, List<Exchange> all, Deadline deadline) {
        Uninterrupted.run(() -> watched(connection, all, deadline));
    }

    private static void watched(Connection connection, List<Exchange> all, Deadline deadline) {
        int answered = 0;
        Watch watch = Watch.on(connection, deadline);
        try {
            connection.setSoTimeout(deadline.leftMillis());
            for (Exchange exchange : all) {
                boolean isLast = exchange == all.get(all.size() - 1);
                exchange.send(connection, isLast ? AHEAD : exchange.commands.length);
            }
            for (Exchange exchange : all) {
                exchange.isAnswered(exchange.read(connection));
                answered++;
            }
        } catch (RuntimeException e) {
            Servers.giveUp(connection); // whatever it was, what comes next on it is somebody else's answer
            Failed failure = Failed.afterSending(
                    watch.isLate() ? new JedisConnectionException("it was not answered in time", e) : e);
            all.subList(answered, all.size()).forEach(exchange -> exchange.fails(failure));
        } finally {
            if (!watch.end()) {
                Servers.giveUp(connection);
            }
        }
    }

    /** Goes on sending until so many are sent. */
    private void send(Connection connection, int end) {
        while (sent < Math.min(end, commands.length)) {
            connection.sendCommand(commands[sent++]);
        }
    }

    private List<Object> read(Connection connection) {
        List<Object> all = new ArrayList<>(commands.length);
        for (int i = 0; i < commands.length; i++) {
            if (sent - i <= AHEAD / 2) {
                send(connection, i + AHEAD);
            }
            all.add(reply(connection, i));
        }
        return all;
    }

    private Object reply(Connection connection, int number) {
        try {
            return reading.of(connection.getOne(), number);
        } catch (JedisDataException e) {
            return e;
        }
    }
}
