package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many cells of a terminal a text takes: two for a wide character or an emoji, none for what combines with the
 * character before it.
 *
 * <p>It is measured by grapheme cluster, as present terminals draw it: a family joined by ZWJ is one emoji of two cells.
 */
final class DisplayWidth {

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Asks that the symbol before it be drawn as an emoji, which is wide. */
    private static final String EMOJI_SELECTOR = "\uFE0F";

    /** First and last of each range of wide characters: East_Asian_Width W and F (UAX 11), gaps without characters closed. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2630, 0x2637, 0x2648, 0x2653, 0x267F, 0x267F, 0x268A, 0x268F, 0x2693, 0x2693, 0x26A1, 0x26A1,
        0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3,
        0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C,
        0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C,
        0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FB, 0x1D300,
        0x1D376, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D,
        0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4,
        0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550,
        0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC,
        0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C,
        0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private DisplayWidth() {}

    /** The cells of a text without control characters. */
    static int of(String text) {
        return clusters(text).stream().mapToInt(DisplayWidth::ofCluster).sum();
    }

    /** The text, or its beginning and an ellipsis where it would take more cells. */
    static String fitted(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        StringBuilder fitted = new StringBuilder();
        int free = cells - 1;
        for (String cluster : clusters(text)) {
            free -= ofCluster(cluster);
            if (free < 0) {
                break;
            }
            fitted.append(cluster);
        }
        return fitted.append('…').toString();
    }

    /** The text in lines that take no more cells, broken at spaces. A word that is longer by itself is shortened. */
    static List<String> wrapped(String text, int cells) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (of(longer) <= cells || line.isEmpty()) {
                line = longer;
            } else {
                lines.add(fitted(line, cells));
                line = word;
            }
        }
        lines.add(fitted(line, cells));
        return lines;
    }

    private static List<String> clusters(String text) {
        List<String> clusters = new ArrayList<>();
        Matcher matcher = CLUSTER.matcher(text);
        while (matcher.find()) {
            clusters.add(matcher.group());
        }
        return clusters;
    }

    private static int ofCluster(String cluster) {
        int base = cluster.codePointAt(0);
        boolean single = cluster.length() == Character.charCount(base);
        if (isRegionalIndicator(base)) {
            return single ? 1 : 2; // a pair is a flag
        }
        if (isZero(base)) {
            return 0;
        }
        return isWide(base) || (!single && cluster.contains(EMOJI_SELECTOR)) ? 2 : 1;
    }

    private static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    /** What combines, alone at the beginning of a text; what only formats; the later parts of a Hangul syllable. */
    private static boolean isZero(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || (type == Character.FORMAT && codePoint != 0xAD)
                || (codePoint >= 0x1160 && codePoint <= 0x11FF)
                || (codePoint >= 0xD7B0 && codePoint <= 0xD7FB);
    }

    private static boolean isWide(int codePoint) {
        int index = Arrays.binarySearch(WIDE, codePoint);
        return index >= 0 || -index % 2 == 0;
    }
}
