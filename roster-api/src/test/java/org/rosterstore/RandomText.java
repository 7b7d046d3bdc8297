package org.rosterstore;

import java.util.Random;

/**
 * Random text that is likely to be nearly a JID part: runs of one or two scripts, with the characters strewn in that
 * preparation maps, judges by their context, or refuses. All code points were assigned long before Unicode 13, so that
 * every supported Java knows them.
 */
final class RandomText {

    /** First and last of each range. */
    private static final int[][] RANGES = {
        {'a', 'z'},
        {'A', 'Z'},
        {'0', '9'},
        {'!', '~'},
        {'-', '.'},
        {0xB7, 0xB7},
        {0xC0, 0xFF},
        {0x100, 0x17F},
        {0x300, 0x330},
        {0x391, 0x3A1},
        {0x3A3, 0x3CE},
        {0x400, 0x45F},
        {0x5D0, 0x5EA},
        {0x5F3, 0x5F4},
        {0x620, 0x64A},
        {0x660, 0x669},
        {0x6CC, 0x6D3},
        {0x6F0, 0x6F9},
        {0x904, 0x94D},
        {0xE01, 0xE3A},
        {0x1100, 0x1112},
        {0x1161, 0x1175},
        {0x11A8, 0x11C2},
        {0x13A0, 0x13F4},
        {0x1E00, 0x1EFF},
        {0x1F80, 0x1FAF},
        {0x200C, 0x200D},
        {0x2126, 0x212B},
        {0x3002, 0x3002},
        {0x3041, 0x3096},
        {0x30A1, 0x30FE},
        {0x4E00, 0x4EFF},
        {0xAC00, 0xACFF},
        {0xFF01, 0xFFBE},
        {0x10400, 0x1044F},
        {0x1E900, 0x1E943},
        {0x20000, 0x200FF},
    };

    private RandomText() {}

    static String of(Random random, int codePoints) {
        int[] first = range(random);
        int[] second = range(random);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < codePoints; i++) {
            int[] range = switch (random.nextInt(6)) {
                case 0 -> range(random);
                case 1, 2 -> second;
                default -> first;
            };
            text.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
        }
        return text.toString();
    }

    static String ofAscii(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // Mostly what may stand in a part, else nearly all would be refused for their first character.
            int[] range = random.nextInt(20) == 0 ? new int[] {0, 0x7F} : RANGES[random.nextInt(3)];
            text.append((char) (range[0] + random.nextInt(range[1] - range[0] + 1)));
        }
        return text.toString();
    }

    private static int[] range(Random random) {
        return RANGES[random.nextInt(RANGES.length)];
    }
}
