package org.rosterstore.portable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a file's encoding by its first octets (XML 1.0, appendix F), and decodes it strictly. The JDK's parser could do
 * both, but writes to the standard error stream when an octet does not fit.
 */
final class XmlEncoding {

    /** Enough for an XML declaration. */
    private static final int HEAD = 256;

    private static final Pattern DECLARED =
            Pattern.compile("\\A<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private XmlEncoding() {}

    /**
     * Decodes from the first character on, a byte order mark left out.
     *
     * @param undeclared the encoding of a file that does not say it
     */
    static Reader decoded(InputStream octets, Charset undeclared) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(octets);
        buffered.mark(HEAD);
        byte[] head = buffered.readNBytes(HEAD);
        buffered.reset();
        Charset charset;
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            buffered.skipNBytes(3);
            charset = StandardCharsets.UTF_8;
        } else if (startsWith(head, 0xFE, 0xFF)) {
            buffered.skipNBytes(2);
            charset = StandardCharsets.UTF_16BE;
        } else if (startsWith(head, 0xFF, 0xFE)) {
            buffered.skipNBytes(2);
            charset = StandardCharsets.UTF_16LE;
        } else if (startsWith(head, 0, '<', 0, '?')) {
            charset = StandardCharsets.UTF_16BE;
        } else if (startsWith(head, '<', 0, '?', 0)) {
            charset = StandardCharsets.UTF_16LE;
        } else {
            charset = declared(head, undeclared);
        }
        return new InputStreamReader(buffered, charset.newDecoder()); // a new decoder reports what it cannot decode
    }

    /**
     * Goes past the byte order mark of UTF-8, if there is one.
     *
     * @param octets that can be marked
     */
    static void skipByteOrderMark(InputStream octets) throws IOException {
        octets.mark(3);
        if (!startsWith(octets.readNBytes(3), 0xEF, 0xBB, 0xBF)) {
            octets.reset();
        }
    }

    private static Charset declared(byte[] head, Charset undeclared) throws IOException {
        Matcher declaration = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return undeclared;
        }
        try {
            Charset charset = Charset.forName(declaration.group(1));
            // Its declaration was read as ASCII, so this is what the file is not.
            return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnsupportedEncodingException();
        }
    }

    private static boolean startsWith(byte[] head, int... octets) {
        if (head.length < octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            if ((head[i] & 0xFF) != octets[i]) {
                return false;
            }
        }
        return true;
    }
}
