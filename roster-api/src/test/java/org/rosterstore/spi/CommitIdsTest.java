package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;

/** Stored ids, and a stored log, are taken only if commits can have led to them. */
class CommitIdsTest {

    private static final BareJid ROMEO = BareJid.stored("romeo@example.net");

    @Test
    void whatCommitsLeadTo() {
        CommitIds ids = CommitIds.none().append(7).append(8);

        assertThat(CommitIds.of(0).revision()).isEqualTo(Revision.NONE);
        assertThat(CommitIds.of(2, ids.toArray()).revision()).isEqualTo(new Revision(2, 8));
        assertThat(CommitIds.of(900, ids.toArray()).find(7)).contains(new Revision(899, 7));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "1, 2", "-1, 1", "200, 130", "9223372036854775807, 1"})
    void whatNoneLeadTo(long counter, int ids) {
        long[] sevens = new long[ids];
        Arrays.fill(sevens, 7);

        assertThatIllegalArgumentException().isThrownBy(() -> CommitIds.of(counter, sevens));
    }

    @Test
    void noCommitHasTheIdOfNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommitIds.of(2, 0, 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 65})
    void noLogIsLongerThanTheIds(int logged) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OwnerHead(ROMEO, CommitIds.of(2, 7, 8), logged, Optional.empty(), 0, Optional.empty()));
    }
}
