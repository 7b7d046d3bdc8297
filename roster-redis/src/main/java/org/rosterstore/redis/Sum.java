package org.rosterstore.redis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The checksum of records: the first four octets of a SHA-1, which scripts can make too. */
final class Sum {

    private Sum() {}

    static int of(byte[] octets) {
        try {
            return new OctetsReader(MessageDigest.getInstance("SHA-1").digest(octets)).int32();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
