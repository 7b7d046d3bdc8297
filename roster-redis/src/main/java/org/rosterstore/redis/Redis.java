package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rosterstore.spi.Deadline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Asks the servers of a store, and asks again, within the deadline. Safe for use by many threads. */
final class Redis implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(80);

    /** With less time than this, or a fifth of a deadline, one more try may be late itself, and then nothing else is told. */
    private static final Duration SHORTEST_TRY = Duration.ofMillis(250);

    private final Servers servers;
    private final Duration time;
    private final int ways;
    private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();

    /** Shared by all calls under way; whoever closes waits for them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /** The time is that of each call, the ways are those of commits to one server. */
    Redis(Servers servers, Duration time, int ways) {
        this.servers = servers;
        this.time = time;
        this.ways = ways;
    }

    Servers servers() {
        return servers;
    }

    /** A server that has a slot, as far as is known; equal for two slots of one server. */
    Object server(int slot, Deadline deadline) {
        return again(deadline, () -> asked(() -> servers.at(slot, deadline)));
    }

    /** One slot of each server. */
    List<Integer> slots(Deadline deadline) {
        return again(deadline, () -> asked(() -> servers.slots(deadline)));
    }

    private static <T> T asked(Supplier<T> question) throws Failed {
        try {
            return Uninterrupted.get(question);
        } catch (RuntimeException e) {
            throw Failed.undone(e);
        }
    }

    /** A call of the store, which has a deadline of its own. */
    <T> T call(Function<Deadline, T> work) {
        boolean interrupted = Thread.interrupted(); // which would break the connections of a virtual thread, one by one
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            return work.apply(Deadline.in(time));
        } finally {
            use.readLock().unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is answered to commands that change nothing; asked again until the deadline if need be. */
    List<Object> ask(int slot, Deadline deadline, CommandArguments... commands) {
        return again(deadline, () -> direct(slot, deadline, commands));
    }

    /** What a script answers that changes nothing. */
    Object ask(int slot, Deadline deadline, Script script, byte[][] keys, byte[]... arguments) {
        return again(
                deadline,
                () -> scripted(
                        script,
                        keys,
                        arguments,
                        command -> direct(slot, deadline, command).get(0)));
    }

    /** One try. Like a {@link Supplier}, but it may fail. */
    interface Try<T> {
        T once() throws Failed;
    }

    /** Tries until it works, or the trouble will not pass, or the deadline is over. */
    private <T> T again(Deadline deadline, Try<T> trying) {
        Pauses pauses = pauses(deadline);
        Trouble before = null;
        while (true) {
            try {
                return trying.once();
            } catch (Failed e) {
                Trouble trouble = trouble(e);
                if (!pauses.mayTryAgain(trouble)) {
                    boolean isLate = trouble.passes() && deadline.isOver();
                    throw isLate && before != null ? before.failure() : trouble.failure();
                }
                before = trouble;
            }
        }
    }

    Trouble trouble(Failed e) {
        return Trouble.of(servers.name(), e.reason());
    }

    Pauses pauses(Deadline deadline) {
        return new Pauses(deadline);
    }

    /** The pauses between the tries of one call, each longer than the one before. */
    final class Pauses {

        private final Deadline deadline;
        private Duration next = FIRST_PAUSE;

        private Pauses(Deadline deadline) {
            this.deadline = deadline;
        }

        /** Waits, unless it is of no use. */
        boolean mayTryAgain(Trouble trouble) {
            if (!trouble.passes() || deadline.left().compareTo(next.plus(shortestTry())) <= 0) {
                return false;
            }
            Uninterrupted.pause(next);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
            if (trouble.moves()) {
                lookAnew(deadline);
            }
            return !deadline.isOver();
        }
    }

    private Duration shortestTry() {
        Duration part = time.dividedBy(5);
        return part.compareTo(SHORTEST_TRY) < 0 ? part : SHORTEST_TRY;
    }

    private void lookAnew(Deadline deadline) {
        try {
            Uninterrupted.run(() -> servers.refresh(deadline));
        } catch (RuntimeException e) {
            // The next try will say what is wrong.
        }
    }

    /** One try of a script that changes something, with what else is to be asked after it. It may share its way with others. */
    List<Object> change(
            int slot, Deadline deadline, Script script, byte[][] keys, byte[][] arguments, CommandArguments... after)
            throws Failed {
        return scripted(script, keys, arguments, command -> shared(slot, deadline, with(command, after)));
    }

    private static CommandArguments[] with(CommandArguments first, CommandArguments... rest) {
        List<CommandArguments> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(CommandArguments[]::new);
    }

    private interface Sending<T> {
        T send(CommandArguments command) throws Failed;
    }

    private static <T> T scripted(Script script, byte[][] keys, byte[][] arguments, Sending<T> sending) throws Failed {
        try {
            return sending.send(script.call(keys, arguments));
        } catch (Failed e) {
            if (!(e.reason() instanceof JedisNoScriptException)) {
                throw e;
            }
            return sending.send(script.callWithText(keys, arguments));
        }
    }

    private List<Object> shared(int slot, Deadline deadline, CommandArguments... commands) throws Failed {
        Exchange exchange = new Exchange(slot, deadline, commands);
        lane(slot, deadline).run(exchange);
        return checked(exchange, deadline, commands);
    }

    private Lane lane(int slot, Deadline deadline) throws Failed {
        return lanes.computeIfAbsent(asked(() -> servers.at(slot, deadline)), server -> new Lane(servers, ways));
    }

    /** A key that is never there, at the server that has a slot. */
    byte[] beatKey(Keyspace keyspace, int slot, Deadline deadline) {
        Object server = server(slot, deadline);
        return keyspace.beat(other -> server.equals(server(other, deadline))).getBytes(UTF_8);
    }

    /** One sign of life of the server that has a slot, for those who are subscribed to it. */
    void beat(int slot, Deadline deadline, byte[][] keys, byte[]... arguments) throws Failed {
        scripted(Script.BEAT, keys, arguments, command -> direct(slot, deadline, command));
    }

    /** One try, on a connection of its own. */
    List<Object> direct(int slot, Deadline deadline, CommandArguments... commands) throws Failed {
        Exchange exchange = new Exchange(slot, deadline, commands);
        over(() -> servers.take(slot, deadline), exchange, deadline);
        return checked(exchange, deadline, commands);
    }

    /** The same with what each reply is read as; where an error is the answer, it is among them. */
    List<Object> direct(int slot, Deadline deadline, Exchange.Reading reading, CommandArguments... commands)
            throws Failed {
        Exchange exchange = new Exchange(slot, deadline, reading, commands);
        over(() -> servers.take(slot, deadline), exchange, deadline);
        return exchange.replies();
    }

    private static void over(Supplier<Connection> taking, Exchange exchange, Deadline deadline) throws Failed {
        Connection connection = asked(taking);
        exchange.take();
        Exchange.over(connection, List.of(exchange), deadline);
        Servers.giveBack(connection);
    }

    /** Without an error among the replies; the first one is thrown. */
    private List<Object> checked(Exchange exchange, Deadline deadline, CommandArguments... commands) throws Failed {
        List<Object> replies = new ArrayList<>(exchange.replies());
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof JedisAskDataException elsewhere) {
                int end = withWait(commands, i);
                CommandArguments[] moved = Arrays.copyOfRange(commands, i, end);
                List<Object> answers = asking(elsewhere, exchange.slot(), deadline, moved);
                Collections.copy(replies.subList(i, end), answers);
            }
        }
        return withoutError(replies);
    }

    /** Where one ends that is asked elsewhere: alone, since the others may still be here, but for those that wait for it. */
    private static int withWait(CommandArguments[] commands, int begin) {
        int end = begin + 1;
        while (end < commands.length && commands[end].getCommand() == Command.WAIT) {
            end++;
        }
        return end;
    }

    /** A command is not done where an error is the answer; those before it are. */
    private static List<Object> withoutError(List<Object> replies) throws Failed {
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof RuntimeException error) {
                throw i == 0 ? Failed.undone(error) : Failed.afterSending(error);
            }
        }
        return replies;
    }

    /** While a slot moves, its old server sends whoever asks for what is there no more to the new one. */
    private List<Object> asking(
            JedisAskDataException elsewhere, int slot, Deadline deadline, CommandArguments... commands) throws Failed {
        List<CommandArguments> all = new ArrayList<>();
        for (CommandArguments command : commands) {
            all.add(new CommandArguments(Command.ASKING));
            all.add(command);
        }
        Exchange exchange = new Exchange(slot, deadline, all.toArray(CommandArguments[]::new));
        over(() -> servers.take(elsewhere.getTargetNode(), deadline), exchange, deadline);
        List<Object> replies = exchange.replies();
        if (replies.get(0) instanceof RuntimeException refusal) { // which each of them has then
            throw Failed.undone(refusal);
        }
        List<Object> answers = new ArrayList<>();
        for (int i = 1; i < replies.size(); i += 2) {
            answers.add(replies.get(i));
        }
        return withoutError(answers);
    }

    /** Waits for the calls under way, of which none takes longer than the deadline. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            use.writeLock().unlock();
        }
        servers.close();
    }
}
