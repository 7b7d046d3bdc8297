package org.rosterstore.redis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The checksum of records: the first four octets of a SHA-1, which scripts can make too. Not safe for several threads. */
final class Sum {

    private final MessageDigest digest;

    Sum() {
        try {
            this.digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** The sum of the octets from an offset on. */
    int of(byte[] octets, int from) {
        digest.update(octets, from, octets.length - from);
        byte[] sum = digest.digest();
        return new OctetsReader(sum).int32();
    }
}
