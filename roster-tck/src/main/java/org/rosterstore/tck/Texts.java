package org.rosterstore.tck;

import java.util.List;

/** Texts that stores have stumbled over. */
final class Texts {

    /** What may be in a name, a group, a ver: distinct and not empty. */
    static final List<String> HOSTILE = List.of(
            // scripts
            "Ιουλιέτα",
            "Юлия",
            "朱麗葉",
            "ジュリエット",
            "줄리엣",
            "जूलियट",
            "จูเลียต",
            "جولييت",
            "יוליה",
            "ጁልየት",
            // beyond the BMP, combining, joining, invisible, in both directions
            "𝔍𝔲𝔩𝔦𝔢𝔱",
            "👩‍👩‍👧‍👦 🇮🇹",
            "\uDBFF\uDFFF",
            "e\u0301 is not \u00E9",
            "Z\u0321\u0355\u0358a\u0334\u0337lgo",
            "\u0301",
            "\u202Eteiluj\u202C",
            "\u200F",
            "a\u200Db\u200Cc",
            "\uFEFFmark",
            "soft\u00ADhyphen",
            "\uE000\uFFFD",
            // white space
            " ",
            " both ends ",
            "two  spaces",
            "\ttab\t",
            "line\nbreak",
            "return\r\nline",
            "\n",
            "\r",
            "\u00A0\u3000",
            "\u0085\u2028",
            // quotes and escapes
            "'",
            "\"",
            "O'Brien",
            "\"quoted\"",
            "\\",
            "\\n",
            "\\\\",
            "\\u0041",
            "\\x00",
            "\\0",
            "&amp;",
            "<b>]]></b>",
            "<!-- -->",
            "%00",
            "%41",
            "%s%n",
            "'; DROP TABLE items; --",
            "' OR '1'='1",
            "${name}",
            "#{name}",
            "{{name}}",
            "$1",
            "$$",
            // separators
            ",",
            "a,b",
            ";",
            "|",
            "::",
            "a:b",
            "/",
            "a/b",
            ".",
            "a.b",
            "$set",
            "{}",
            "[]",
            "[\"a\",\"b\"]",
            "{\"a\":1}",
            // what looks like something else
            "null",
            "NULL",
            "nil",
            "undefined",
            "true",
            "0",
            "007",
            "-1",
            "1e3",
            "1E400",
            "NaN",
            "0x10",
            "2026-11-01",
            "__proto__");

    /** Localparts that are reserved words, patterns, paths or parts of a syntax somewhere; all are legal in a JID. */
    static final List<String> LOCALPARTS = List.of(
            "pending",
            "ver",
            "version",
            "items",
            "groups",
            "entries",
            "owners",
            "owner",
            "contacts",
            "requests",
            "extras",
            "head",
            "log",
            "rev",
            "revision",
            "counter",
            "commit",
            "meta",
            "index",
            "_id",
            "id",
            "__version__",
            "__proto__",
            "null",
            "0",
            "1",
            "-1",
            "true",
            "con",
            "nul",
            "lost+found",
            "{",
            "}",
            "{}",
            "{x}",
            "x",
            "y{x}",
            "{x}z",
            "x}y{z",
            "$",
            "$set",
            "$where",
            ".",
            "..",
            ".x",
            "x.",
            "a.b",
            "\\20",
            "\\2f",
            "\\",
            "\\\\",
            "%",
            "%25",
            "%2e",
            "_",
            "*",
            "?",
            "^",
            "[a-z]*",
            "[",
            "]",
            ".*",
            "(",
            ")",
            "!",
            "#",
            "+",
            ",",
            ";",
            "|",
            "~",
            "`",
            "-",
            "--",
            "=",
            "andré",
            "юлия",
            "朱麗葉",
            "ß",
            "ς",
            "𐐨");

    /**
     * Localparts that no prepared JID has. A store keeps them all the same: it does not judge names, and what is legal
     * differs between versions of Unicode.
     */
    static final List<String> UNPREPARED = List.of(
            ":", "::", "a:", ":a", "a:b", "a::b", "/", "//", "/a", "a/", "a/b", "a//b", "a/./b", "../a", "./a", "a/..",
            " ", "a b", "'", "\"", "a'b", "a\"b", "<", ">", "a<b>", "&", "&amp;", "JULIET", "\t", "a\nb");

    /** Localparts that match others where a name is taken for a pattern. */
    static final List<String> PATTERNS =
            List.of("%", "_", "*", "?", "[a-z]", "[^x]", ".", ".*", "^", "$", "(a|b)", "{a,b}");

    /** Texts that are equal for some collation or mapping, and nowhere else. */
    record Alike(String one, String other) {}

    static final List<Alike> ALIKE = List.of(
            new Alike("juliet", "Juliet"), // case
            new Alike("юлия", "ЮЛИЯ"),
            new Alike("andre", "andré"), // accents
            new Alike("andr\u00E9s", "andre\u0301s"), // normalization forms C and D
            new Alike("\u00C5ke", "\u212Bke"),
            new Alike("ofﬁce", "office"), // and KC
            new Alike("x²", "x2"),
            new Alike("romeo", "ｒｏｍｅｏ"), // width
            new Alike("カ", "ｶ"),
            new Alike("straße", "strasse"), // expansion
            new Alike("ægir", "aegir"),
            new Alike("søren", "soren"), // letters that some languages count as variants
            new Alike("đang", "dang"),
            new Alike("ısparta", "isparta"), // Turkish
            new Alike("İzmir", "izmir"),
            new Alike("σίσυφος", "σίσυφοσ"), // final sigma
            new Alike("あ", "ア"), // kana
            new Alike("は", "ば"),
            new Alike("أحمد", "احمد"), // hamza
            new Alike("٣", "3"), // digits
            new Alike("07", "7"),
            new Alike("a\u200Db", "ab"), // what is ignored
            new Alike("c\u00ADd", "cd"),
            new Alike("e-f", "ef"),
            new Alike("g_h", "g-h"),
            new Alike("☺", "☺\uFE0F"),
            new Alike("😀", "😁"), // all of them one weight in old collations
            new Alike("k ", "k"), // padding
            new Alike(" l", "l"),
            new Alike("m\u00A0", "m "));

    private Texts() {}

    /** As much of {@code unit} as fits into so many octets, filled up with {@code x}. */
    static String octets(String unit, int unitOctets, int octets) {
        return unit.repeat(octets / unitOctets) + "x".repeat(octets % unitOctets);
    }

    /** Quoted; what is not ASCII as escapes, for two texts may look the same; and the middle of a long one left out. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        String begin = text.length() <= 100 ? text : text.substring(0, 60);
        escape(begin, shown);
        if (text.length() > 100) {
            shown.append("…");
            escape(text.substring(text.length() - 20), shown);
        }
        shown.append('"');
        return text.length() > 100 ? shown + " (" + text.length() + " characters)" : shown.toString();
    }

    private static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                to.append(c);
            } else {
                to.append("\\u%04X".formatted((int) c));
            }
        }
    }
}
