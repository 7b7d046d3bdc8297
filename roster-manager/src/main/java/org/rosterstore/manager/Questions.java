package org.rosterstore.manager;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What a client has asked its server and has not been answered yet. Answers are taken by any thread; all else is for one
 * thread at a time, where the client works, and what follows from an answer is done there.
 */
final class Questions {

    private static final StanzaError NOT_SAID = new StanzaError("cancel", "undefined-condition", "");

    private record Question(CompletableFuture<Iq> answer, Future<?> timer) {}

    private final Jid self;
    private final StanzaSender sender;
    private final Supplier<String> ids;
    private final Executor work;
    private final ScheduledExecutorService timer;
    private final Duration timeout;
    private final Map<String, Question> open = new ConcurrentHashMap<>();
    private boolean hasEnded;

    Questions(
            Jid self,
            StanzaSender sender,
            Supplier<String> ids,
            Executor work,
            ScheduledExecutorService timer,
            Duration timeout) {
        this.self = self;
        this.sender = sender;
        this.ids = ids;
        this.work = work;
        this.timer = timer;
        this.timeout = timeout;
    }

    /**
     * Asks. The answer ends with a {@link RefusedException}, a {@link TimeoutException}, a {@link CancellationException}, or
     * what the sender has thrown.
     */
    CompletableFuture<Iq> ask(Iq.Type type, RosterQuery query) {
        if (hasEnded) {
            return CompletableFuture.failedFuture(ended());
        }
        String id = ids.get();
        CompletableFuture<Iq> answer = new CompletableFuture<>();
        // Where the client works, so that no time is up before the question is open.
        Future<?> clock =
                timer.schedule(() -> work.execute(() -> timeOut(id)), timeout.toNanos(), TimeUnit.NANOSECONDS);
        open.put(id, new Question(answer, clock));
        try {
            sender.send(Iq.request(type, id, query));
        } catch (RuntimeException e) {
            close(id).ifPresent(question -> question.answer().completeExceptionally(e));
        }
        return answer;
    }

    /** Takes an answer, if it is one: of an open question, by the account's own server. RFC 6120, 8.1.2.1 and 8.2.3. */
    boolean answer(Iq iq) {
        if (!isBySomebodyAllowed(iq)) {
            return false;
        }
        Optional<Question> question = close(iq.id());
        question.ifPresent(it -> work.execute(() -> answer(it.answer(), iq)));
        return question.isPresent();
    }

    /**
     * A request without {@code to} is answered on behalf of the account: without {@code from}, or from its bare JID. Nobody
     * but the client itself could send from its full JID, which some servers put there. Anybody else has not been asked
     * (CVE-2014-0364).
     */
    private boolean isBySomebodyAllowed(Iq iq) {
        return iq.from().isEmpty()
                || iq.from().get().equals(self)
                || iq.from().get().equals(Jid.of(self.bare()));
    }

    private static void answer(CompletableFuture<Iq> answer, Iq iq) {
        if (iq.type() == Iq.Type.ERROR) {
            answer.completeExceptionally(new RefusedException(iq.error().orElse(NOT_SAID)));
        } else {
            answer.complete(iq);
        }
    }

    private void timeOut(String id) {
        close(id)
                .ifPresent(question -> work.execute(() -> question.answer()
                        .completeExceptionally(
                                new TimeoutException("no answer within " + timeout.toSeconds() + " seconds"))));
    }

    private Optional<Question> close(String id) {
        Question question = open.remove(id);
        if (question != null) {
            question.timer().cancel(false);
        }
        return Optional.ofNullable(question);
    }

    /** The stream has ended: nobody will answer. */
    void end() {
        hasEnded = true;
        for (String id : List.copyOf(open.keySet())) {
            close(id).ifPresent(question -> question.answer().completeExceptionally(ended()));
        }
    }

    private static CancellationException ended() {
        return new CancellationException("the stream has ended before an answer came");
    }
}
