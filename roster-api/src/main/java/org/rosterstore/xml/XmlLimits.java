package org.rosterstore.xml;

/**
 * What a walk through XML puts up with. Immutable.
 *
 * @param document what is read
 * @param depth how deep elements are nested at most, the outermost one counted
 * @param attributes how many attributes an element has at most
 * @param token how many characters a tag, comment, processing instruction or CDATA section has at most; other text comes in
 *     pieces
 * @param names how many characters all different names and namespaces have at most, which a parser keeps until the end,
 *     each counted with 64 more
 * @param characters how many characters of names, values and text there are at most
 */
public record XmlLimits(Document document, int depth, int attributes, int token, int names, long characters) {

    /** What is read. */
    public enum Document {
        /** A file, which may be any XML without a document type. */
        FILE("file"),
        /** A stanza: XML 1.0 without processing instructions. RFC 6120, 11.1 and 11.8. */
        STANZA("stanza");

        private final String word;

        Document(String word) {
            this.word = word;
        }

        /** The word that messages have for it. */
        String word() {
            return word;
        }
    }
}
