package org.rosterstore.spi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the parts of a stored form: big-endian numbers, texts with their length, optional values, lists. */
final class OctetWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void octet(int value) {
        out.write(value);
    }

    void int32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length);
        out.writeBytes(utf8);
    }

    <T> void optional(Optional<T> value, Consumer<T> writer) {
        octet(value.isPresent() ? 1 : 0);
        value.ifPresent(writer);
    }

    <T> void list(Collection<T> values, Consumer<T> writer) {
        int32(values.size());
        values.forEach(writer);
    }

    void raw(byte[] octets) {
        out.writeBytes(octets);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
