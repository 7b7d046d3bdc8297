package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {

    @ParameterizedTest
    @CsvSource({"-1, 5", "0, 5", "5, 0", "-9223372036854775808, 5"})
    void halfANoneAndNegativeCountersAreRefused(long counter, long commit) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Revision(counter, commit));
    }

    @Test
    void anyOtherPairIsARevision() {
        assertThat(new Revision(0, 0)).isEqualTo(Revision.NONE);
        assertThat(new Revision(Long.MAX_VALUE, Long.MIN_VALUE).commit()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void theNextCountsOneMore() {
        assertThat(Revision.NONE.next(3)).isEqualTo(new Revision(1, 3));
        assertThat(new Revision(41, 3).next(-1)).isEqualTo(new Revision(42, -1));
    }

    @Test
    void newIdsDifferAndAreNeverZero() {
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(Revision.newCommitId());
        }
        assertThat(ids).hasSize(10_000).doesNotContain(0L);
    }

    @Test
    void newIdsUseAll64Bits() {
        long everSet = 0;
        long alwaysSet = -1;
        for (int i = 0; i < 1_000; i++) {
            long id = Revision.newCommitId();
            everSet |= id;
            alwaysSet &= id;
        }
        assertThat(everSet).isEqualTo(-1);
        assertThat(alwaysSet).isZero();
    }

    @Test
    void asText() {
        assertThat(Revision.NONE).hasToString("none");
        assertThat(new Revision(42, 0xc0ffee00c0ffeeL)).hasToString("42-00c0ffee00c0ffee");
        assertThat(new Revision(1, -1)).hasToString("1-ffffffffffffffff");
    }

    @Test
    void equality() {
        assertThat(new Revision(4, 1))
                .isEqualTo(new Revision(4, 1))
                .hasSameHashCodeAs(new Revision(4, 1))
                .isNotEqualTo(new Revision(4, 2))
                .isNotEqualTo(new Revision(5, 1));
    }
}
