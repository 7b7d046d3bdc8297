package org.rosterstore.spi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what {@link OctetWriter} wrote, from bytes that may be damaged: whatever they hold, it throws
 * {@link IllegalArgumentException} or {@link java.nio.BufferUnderflowException} and allocates no more than there is.
 */
final class OctetReader {

    private final ByteBuffer in;

    OctetReader(byte[] octets) {
        in = ByteBuffer.wrap(octets);
    }

    int octet() {
        return in.get();
    }

    int int32() {
        return in.getInt();
    }

    long int64() {
        return in.getLong();
    }

    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw(int32())))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text that is not UTF-8", e);
        }
    }

    <T> Optional<T> optional(Supplier<T> reader) {
        return octet() == 0 ? Optional.empty() : Optional.of(reader.get());
    }

    <T> List<T> list(Supplier<T> reader) {
        int size = int32();
        if (size < 0 || size > in.remaining()) {
            throw new IllegalArgumentException("a list of " + size + " in " + in.remaining() + " octets");
        }
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(reader.get());
        }
        return values;
    }

    byte[] raw(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(length + " octets where there are " + in.remaining());
        }
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }

    int remaining() {
        return in.remaining();
    }
}
