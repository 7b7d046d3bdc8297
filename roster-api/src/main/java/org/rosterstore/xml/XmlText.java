package org.rosterstore.xml;

import java.util.regex.Pattern;

/** Text in the form that XML gives back unchanged: line ends and tabs of attributes as numeric references too. */
public final class XmlText {

    private static final String NAME_START =
            "A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}\\x{200D}"
                    + "\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}"
                    + "\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";

    private static final Pattern NAME = Pattern.compile(
            "[" + NAME_START + "][" + NAME_START + "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}\\x{2040}]*");

    private XmlText() {}

    /**
     * A value for an attribute in single quotes. A parser makes spaces of bare tabs and line ends (XML 1.0, 3.3.3).
     *
     * @param value what it is to say
     * @return how to write it
     */
    public static String attribute(String value) {
        return escaped(value, true);
    }

    /**
     * Text between tags. A parser makes a line feed of a bare carriage return (XML 1.0, 2.11).
     *
     * @param text what it is to say
     * @return how to write it
     */
    public static String content(String text) {
        return escaped(text, false);
    }

    /**
     * Whether XML 1.0 has all the characters (section 2.2). Values are checked when they are made, stored JIDs are not.
     *
     * @param text any text
     * @return false if a control character, a lone surrogate, U+FFFE or U+FFFF is among them
     */
    public static boolean isCarriable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0xFFFE) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether an element or attribute can have this name, which has no prefix (Namespaces in XML 1.0, 3).
     *
     * @param text any text
     * @return whether it is an NCName
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static String escaped(String text, boolean inAttribute) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        escape(text, inAttribute, escaped);
        return escaped.toString();
    }

    static void escape(String text, boolean inAttribute, StringBuilder escaped) {
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
    }
}
