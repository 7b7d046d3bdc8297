package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetReaderTest {

    @Test
    void itReadsWhatWasWritten() {
        OctetWriter out = new OctetWriter();
        out.octet(0x7F);
        out.int32(Integer.MIN_VALUE);
        out.int64(0x123456789ABCDEF0L);
        out.text("a\0é€😀");
        out.optional(Optional.of(7), out::int32);
        out.optional(Optional.<Integer>empty(), out::int32);
        out.list(List.of("x", ""), out::text);
        OctetReader in = new OctetReader(out.toBytes());

        assertThat(in.octet()).isEqualTo(0x7F);
        assertThat(in.int32()).isEqualTo(Integer.MIN_VALUE);
        assertThat(in.int64()).isEqualTo(0x123456789ABCDEF0L);
        assertThat(in.text()).isEqualTo("a\0é€😀");
        assertThat(in.optional(in::int32)).contains(7);
        assertThat(in.optional(in::int32)).isEmpty();
        assertThat(in.list(in::text)).containsExactly("x", "");
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 1, 1_000, Integer.MAX_VALUE})
    void aLengthThatCannotBeIsRefusedBeforeItIsAllocated(int length) {
        OctetWriter out = new OctetWriter();
        out.int32(length);

        assertThatIllegalArgumentException().isThrownBy(() -> new OctetReader(out.toBytes()).text());
        assertThatIllegalArgumentException().isThrownBy(() -> {
            OctetReader in = new OctetReader(out.toBytes());
            in.list(in::octet);
        });
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0x80, (byte) 0xC0, (byte) 0xED, (byte) 0xFF})
    void textThatIsNotUtf8IsRefused(byte octet) {
        assertThatIllegalArgumentException().isThrownBy(() -> new OctetReader(new byte[] {0, 0, 0, 1, octet}).text());
    }

    @Test
    void theEndIsNotPassed() {
        assertThatExceptionOfType(BufferUnderflowException.class)
                .isThrownBy(() -> new OctetReader(new byte[3]).int32());
        assertThatExceptionOfType(BufferUnderflowException.class)
                .isThrownBy(() -> new OctetReader(new byte[7]).int64());
        assertThatExceptionOfType(BufferUnderflowException.class)
                .isThrownBy(() -> new OctetReader(new byte[0]).octet());
    }
}
