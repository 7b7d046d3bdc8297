package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rosterstore.Revision;

class ScriptAnswerTest {

    @Test
    void isALetterAndARevision() {
        Revision revision = new Revision(Long.MAX_VALUE, Long.MIN_VALUE);
        byte[] reply =
                new Octets().octet(ScriptAnswer.COMMITTED).revision(revision).toBytes();
        assertThat(ScriptAnswer.read(reply)).isEqualTo(new ScriptAnswer('C', revision));
    }

    @Test
    void isRefusedIfItIsCutOff() {
        assertThatThrownBy(() -> ScriptAnswer.read(new byte[] {'C', 0})).isInstanceOf(IllegalArgumentException.class);
    }
}
