package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;

/** A stored log is taken only if commits can have led to it. */
class CommitLogTest {

    @Test
    void whatCommitsLeadTo() {
        CommitLog log = CommitLog.EMPTY.append(7, Set.of()).append(8, Set.of());

        assertThat(CommitLog.stored(0, new long[0], List.of()).revision()).isEqualTo(Revision.NONE);
        assertThat(CommitLog.stored(2, log.ids(), log.touched()).revision()).isEqualTo(new Revision(2, 8));
        assertThat(CommitLog.stored(900, log.ids(), List.of()).revision()).isEqualTo(new Revision(900, 8));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "1, 2, 0", "-1, 1, 0", "2, 1, 2", "9223372036854775807, 1, 1"})
    void whatNoneLeadTo(long last, int ids, int touched) {
        long[] sevens = new long[ids];
        Arrays.fill(sevens, 7);
        List<Set<BareJid>> sets = Collections.nCopies(touched, Set.of());

        assertThatIllegalArgumentException().isThrownBy(() -> CommitLog.stored(last, sevens, sets));
    }

    @Test
    void noCommitHasTheIdOfNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommitLog.stored(2, new long[] {0, 7}, List.of()));
    }
}
