package org.rosterstore.tck.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Wire stores that are wrong by one step, in what only a network or a process can show. */
public final class WrongWires {

    private WrongWires() {}

    public static List<WrongWire> all() {
        return List.of(
                lostReplyNotApplied(),
                attemptRenamed(),
                sentAgainAsAnother(),
                cutTakenForDone(),
                shortRead(),
                noDeadline(),
                oneAtATime(),
                triedForEver(),
                connectionKept(),
                passwordTold(),
                addressNotTold(),
                interruptSwallowed(),
                closeWakesNobody(),
                closeThrowsItsOwn(),
                notSynced(),
                writtenInPlace(),
                feedEnds(),
                feedWaits(),
                lossNotTold());
    }

    private static WrongWire lostReplyNotApplied() {
        return WrongWire.of(Clause.FAIL_NOT_APPLIED, "lost reply not applied", "nothing of the commit that was cut")
                .mayBreak(Clause.FAIL_KILL, Clause.LIFE_CLOSE_IN_USE)
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    CommitResult unanswered(Attempt attempt, CommitResult hoped, IOException e) {
                        throw unavailable(e);
                    }
                });
    }

    private static WrongWire attemptRenamed() {
        return WrongWire.of(Clause.FAIL_UNKNOWN, "attempt under a new id", "the commit that was cut")
                .mayBreak(Clause.FAIL_KILL, Clause.LIFE_CLOSE_IN_USE)
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    CommitResult unanswered(Attempt attempt, CommitResult hoped, IOException e) {
                        Attempt other = new Attempt(attempt.condition(), Revision.newCommitId(), attempt.base());
                        return super.unanswered(other, hoped, e);
                    }
                });
    }

    private static WrongWire sentAgainAsAnother() {
        return WrongWire.of(Clause.COMMIT_COUNTER, "sent again as another commit", "of a commit that was cut, once")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                        try {
                            return super.commit(owner, edit, condition);
                        } catch (StoreUnavailableException lost) {
                            if (lost.attempt().isEmpty() || condition.attempt().isPresent()) {
                                throw lost;
                            }
                            try {
                                return super.commit(owner, edit, Condition.none());
                            } catch (StoreUnavailableException e) {
                                throw lost;
                            }
                        }
                    }
                });
    }

    private static WrongWire cutTakenForDone() {
        return WrongWire.of(Clause.READ_FRESH, "acknowledged when sent", "since it was acknowledged")
                .mayBreak(Clause.FAIL_KILL, Clause.LIFE_CLOSE_IN_USE)
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    CommitResult unanswered(Attempt attempt, CommitResult hoped, IOException e) {
                        return hoped == null ? super.unanswered(attempt, hoped, e) : hoped;
                    }
                });
    }

    private static WrongWire shortRead() {
        return WrongWire.of(Clause.FAIL_READ, "short read", "fails or answers")
                .mayBreak(Clause.FAIL_UNKNOWN, Clause.FAIL_KILL)
                .pool((address, password, deadline) -> new WirePool(address, password, deadline) {
                    @Override
                    WireConnection connection() {
                        return new WireConnection(new Socket()) {
                            @Override
                            byte[] body(DataInputStream in, int length) throws IOException {
                                return in.readNBytes(length);
                            }
                        };
                    }
                });
    }

    private static WrongWire noDeadline() {
        return WrongWire.of(Clause.FAIL_DEADLINE, "no deadline", "it is not")
                .breaks(Clause.FAIL_MESSAGE, Clause.FAIL_RECOVERS)
                .pool((address, password, deadline) -> new WirePool(address, password, deadline) {
                    @Override
                    int timeoutMillis() {
                        return 0;
                    }

                    @Override
                    Future<?> watch(WireConnection connection) {
                        return CompletableFuture.completedFuture(connection);
                    }
                });
    }

    private static WrongWire oneAtATime() {
        return WrongWire.of(Clause.FAIL_DEADLINE, "one at a time", "it is not")
                .mayBreak(Clause.FAIL_MESSAGE)
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    synchronized OwnerState read(BareJid owner) {
                        return super.read(owner);
                    }

                    @Override
                    public synchronized CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                        return super.commit(owner, edit, condition);
                    }
                });
    }

    private static WrongWire triedForEver() {
        return WrongWire.of(Clause.FAIL_DEADLINE, "tried for ever", "when the server refuses")
                .breaks(Clause.FAIL_MESSAGE)
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    public Roster load(BareJid owner) {
                        while (true) {
                            long begin = System.nanoTime();
                            try {
                                return super.load(owner);
                            } catch (StoreUnavailableException e) {
                                if (System.nanoTime() - begin > 500_000_000) {
                                    throw e; // this was not refused
                                }
                                LockSupport.parkNanos(1_000_000);
                            }
                        }
                    }
                });
    }

    private static WrongWire connectionKept() {
        return WrongWire.of(Clause.FAIL_RECOVERS, "connection kept", "to the next call its own")
                .mayBreak(Clause.FAIL_DEADLINE)
                .pool((address, password, deadline) -> new WirePool(address, password, deadline) {
                    @Override
                    Future<?> watch(WireConnection connection) {
                        return CompletableFuture.completedFuture(connection);
                    }

                    @Override
                    void spoilt(WireConnection connection, IOException cause) {
                        if (cause instanceof SocketTimeoutException) {
                            keep(connection);
                        } else {
                            super.spoilt(connection, cause);
                        }
                    }
                });
    }

    private static WrongWire passwordTold() {
        return WrongWire.of(Clause.FAIL_MESSAGE, "password told", "messages without a password")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    String message(IOException e) {
                        return super.message(e) + ", with " + pool.password();
                    }
                });
    }

    private static WrongWire addressNotTold() {
        return WrongWire.of(Clause.FAIL_MESSAGE, "address not told", "a message with the server's address")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    String message(IOException e) {
                        return "the store is not available";
                    }
                });
    }

    private static WrongWire interruptSwallowed() {
        return WrongWire.of(Clause.FAIL_INTERRUPT, "interrupt swallowed", "it is gone after load")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    OwnerState read(BareJid owner) {
                        FutureTask<OwnerState> task = new FutureTask<>(() -> super.read(owner));
                        Thread thread = new Thread(task, "wire-call");
                        thread.setDaemon(true);
                        thread.start();
                        try {
                            return task.get();
                        } catch (InterruptedException e) {
                            throw new StoreUnavailableException(pool + ": interrupted", e);
                        } catch (ExecutionException e) {
                            throw (RuntimeException) e.getCause();
                        }
                    }
                });
    }

    private static WrongWire closeWakesNobody() {
        return WrongWire.of(Clause.LIFE_CLOSE_IN_USE, "close wakes nobody", "that waits when its handle is closed")
                .pool((address, password, deadline) -> new WirePool(address, password, deadline) {
                    @Override
                    int timeoutMillis() {
                        return 0;
                    }

                    @Override
                    public void close() {
                        end(); // and with it all deadlines
                    }
                });
    }

    private static WrongWire closeThrowsItsOwn() {
        return WrongWire.of(Clause.LIFE_CLOSE_IN_USE, "driver's own failure at close", "UncheckedIOException")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    RuntimeException failure(IOException e) {
                        RuntimeException failure = super.failure(e);
                        return failure instanceof IllegalStateException ? new UncheckedIOException(e) : failure;
                    }
                });
    }

    private static WrongWire notSynced() {
        return WrongWire.of(Clause.FAIL_KILL, "not synced", "the whole state of the")
                .disk(directory -> new WireDisk(directory) {
                    private final Map<Path, byte[]> buffer = new ConcurrentHashMap<>();

                    @Override
                    byte[] read(String owner) throws IOException {
                        byte[] state = buffer.get(file(owner));
                        return state == null ? super.read(owner) : state;
                    }

                    @Override
                    void write(Path file, byte[] state) throws IOException {
                        byte[] before = buffer.put(file, state);
                        if (before != null) {
                            super.write(file, before);
                        }
                    }
                });
    }

    private static WrongWire writtenInPlace() {
        return WrongWire.of(Clause.FAIL_KILL, "written in place", "").disk(directory -> new WireDisk(directory) {
            private static final int PIECE = 1_000;

            @Override
            synchronized byte[] read(String owner) throws IOException {
                return super.read(owner);
            }

            @Override
            synchronized void write(Path file, byte[] state) throws IOException {
                Files.write(file, new byte[0]);
                for (int at = 0; at < state.length; at += PIECE) {
                    if (isDead()) {
                        throw new IOException("killed");
                    }
                    byte[] piece = Arrays.copyOfRange(state, at, Math.min(state.length, at + PIECE));
                    Files.write(file, piece, StandardOpenOption.APPEND);
                    LockSupport.parkNanos(200_000);
                }
            }
        });
    }

    private static WrongWire feedEnds() {
        return WrongWire.of(Clause.FEED_SIGNALS, "feed ends with its connection", "a signal for")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    WireFeed feed(WirePool pool) {
                        return new WireFeed(pool, owner -> load(owner).revision()) {
                            @Override
                            boolean reconnects() {
                                return false;
                            }
                        };
                    }
                });
    }

    private static WrongWire feedWaits() {
        return WrongWire.of(Clause.FEED_SIGNALS, "silence not noticed", "a signal for")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    WireFeed feed(WirePool pool) {
                        return new WireFeed(pool, owner -> load(owner).revision()) {
                            @Override
                            int silenceMillis() {
                                return 0;
                            }
                        };
                    }
                });
    }

    private static WrongWire lossNotTold() {
        return WrongWire.of(Clause.FEED_SIGNALS, "loss not told", "a signal for")
                .store(pool -> new WireRosterStore(pool) {
                    @Override
                    WireFeed feed(WirePool pool) {
                        return new WireFeed(pool, owner -> load(owner).revision()) {
                            @Override
                            void tellOfLoss(FeedDispatcher listeners) {}
                        };
                    }
                });
    }
}
