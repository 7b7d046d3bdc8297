package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Revision;

/** What a watched feed owes, and what excuses it. */
class FeedWatchTest {

    private static final BareJid OWNER = BareJid.of("romeo@montague.example");
    private static final Revision FIRST = Revision.NONE.next(1);

    /** A feed that tells what it is told to; it is late by less than nothing, so that nobody waits for it here. */
    private static final class ToldFeed implements Feed {

        private Consumer<? super Signal> listener = signal -> {};

        @Override
        public Registration subscribe(Consumer<? super Signal> listener) {
            this.listener = listener;
            return () -> {};
        }

        @Override
        public Duration latency() {
            return Duration.ofDays(-1);
        }
    }

    private final ToldFeed feed = new ToldFeed();
    private final FeedWatch watch = new FeedWatch(feed);

    @Test
    void aSignalAtOrPastTheCommitIsWhatIsOwed() {
        long called = System.nanoTime();
        assertThatThrownBy(() -> watch.await(OWNER, List.of(FIRST), called)).isInstanceOf(Nonconformity.class);
        feed.listener.accept(new Feed.Changed(OWNER, FIRST));
        assertThatCode(() -> watch.await(OWNER, List.of(FIRST), called)).doesNotThrowAnyException();
    }

    @Test
    void anInterruptionExcusesWhatCameBeforeIt() {
        long called = System.nanoTime();
        feed.listener.accept(new Feed.Interrupted());
        assertThatCode(() -> watch.await(OWNER, List.of(FIRST), called)).doesNotThrowAnyException();
    }

    @Test
    void anInterruptionExcusesNothingThatCameAfterIt() {
        feed.listener.accept(new Feed.Interrupted());
        long called = System.nanoTime();
        assertThatThrownBy(() -> watch.await(OWNER, List.of(FIRST), called))
                .isInstanceOf(Nonconformity.class)
                .hasMessageContaining("FEED-1");
    }
}
