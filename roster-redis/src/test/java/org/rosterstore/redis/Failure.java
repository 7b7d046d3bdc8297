package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rosterstore.Outcome;
import org.rosterstore.RosterStoreException;

/** How calls are to fail: with a type, by their deadline, in words that name server and cause, and no secret. */
final class Failure {

    /** Passwords in these tests have this in them; nothing that anybody is told may. */
    static final String SECRET = "s3cret";

    /** What a call may be late by on a machine that has much else to do. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private Failure() {}

    /** What a call fails with that has so long. */
    static <E extends RosterStoreException> E of(Class<E> type, Duration deadline, ThrowingCallable call) {
        long begin = System.nanoTime();
        Throwable failure = catchThrowable(call);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(failure).isInstanceOf(type);
        assertThat(took).as("the time until %s", failure).isLessThan(deadline.plus(SLACK));
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(SECRET);
        return type.cast(failure);
    }

    /** The same, of a call that has done nothing. */
    static <E extends RosterStoreException> E undone(
            Class<E> type, Duration deadline, String words, ThrowingCallable call) {
        E failure = of(type, deadline, call);
        assertThat(failure.outcome()).as("of %s", failure).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.getMessage()).contains("127.0.0.1").containsIgnoringCase(words);
        return failure;
    }
}
