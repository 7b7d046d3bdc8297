package org.rosterstore.portable;

/** Text in the form that XML gives back unchanged: line ends and tabs of attributes as numeric references too. */
final class XmlText {

    private XmlText() {}

    /** A value for an attribute in single quotes. A parser makes spaces of bare tabs and line ends (XML 1.0, 3.3.3). */
    static String attribute(String value) {
        return escaped(value, true);
    }

    /** Text between tags. A parser makes a line feed of a bare carriage return (XML 1.0, 2.11). */
    static String content(String text) {
        return escaped(text, false);
    }

    /**
     * Whether XML 1.0 has all the characters (section 2.2). Values are checked when they are made, stored JIDs are not.
     */
    static boolean isCarriable(String text) {
        return text.codePoints().allMatch(XmlText::isCarriable);
    }

    private static boolean isCarriable(int codePoint) {
        boolean whiteSpace = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        boolean surrogate = Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
        return whiteSpace || (codePoint >= ' ' && !surrogate && codePoint != 0xFFFE && codePoint != 0xFFFF);
    }

    private static String escaped(String text, boolean inAttribute) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\r' -> escaped.append("&#13;");
                case '\'' -> escaped.append(inAttribute ? "&apos;" : "'");
                case '\n' -> escaped.append(inAttribute ? "&#10;" : "\n");
                case '\t' -> escaped.append(inAttribute ? "&#9;" : "\t");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
