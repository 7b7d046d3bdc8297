package org.rosterstore.fuzz;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Puts the checksums of a stored state right, as far as it can be read. The format is in {@code OwnerStateFormat}. */
final class Seal {

    private static final int HEAD = 16;

    private final ByteBuffer state;

    private Seal(byte[] state) {
        this.state = ByteBuffer.wrap(state);
    }

    static void repair(byte[] stored) {
        if (stored.length < HEAD) {
            return;
        }
        ByteBuffer state = ByteBuffer.wrap(stored);
        int length = Math.floorMod(state.getInt(8), stored.length - HEAD + 1);
        state.putInt(8, length);
        try {
            new Seal(stored).records(length);
        } catch (BufferUnderflowException | BufferOverflowException | IllegalArgumentException e) {
            // As far as it can be read.
        }
        state.putInt(12, checksum(stored, HEAD, length));
    }

    private void records(int length) {
        state.position(HEAD);
        state.limit(HEAD + length);
        text();
        if (state.get() != 0) {
            text();
        }
        if (state.get() != 0) {
            state.getLong();
        }
        state.getLong();
        skip(8 * size());
        for (int commits = size(); commits > 0; commits--) {
            for (int contacts = size(); contacts > 0; contacts--) {
                text();
            }
        }
        int record = HEAD + length;
        for (int records = size(); records > 0; records--) {
            text();
            int octets = Math.min(size(), state.capacity() - record);
            state.putInt(checksum(state.array(), record, octets));
            record += octets;
        }
    }

    private int size() {
        int size = state.getInt();
        if (size < 0 || size > state.capacity()) {
            throw new IllegalArgumentException("a size of " + size);
        }
        return size;
    }

    private void text() {
        skip(size());
    }

    private void skip(int octets) {
        state.position(state.position() + octets);
    }

    private static int checksum(byte[] octets, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(octets, from, length);
        return (int) crc.getValue();
    }
}
