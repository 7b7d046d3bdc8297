package org.rosterstore;

/**
 * Punycode, RFC 3492: any text in letters, digits and hyphens of ASCII. Basic code points keep their case; digits are
 * read in either case and written in lower case.
 *
 * <p>Both directions take time by the square of the length: callers bound it.
 */
final class Punycode {

    // The parameters of section 5.
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;
    private static final char DELIMITER = '-';

    private Punycode() {}

    /** The Punycode of {@code text}, by section 6.3. */
    static String encode(String text) {
        int[] input = text.codePoints().toArray();
        StringBuilder output = new StringBuilder(text.length() + 8);
        text.codePoints().filter(Punycode::isBasic).forEach(output::appendCodePoint);
        int basic = output.length();
        if (basic > 0) {
            output.append(DELIMITER);
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int handled = basic; handled < input.length; ) {
            int next = smallestFrom(n, input);
            delta = Math.addExact(delta, Math.multiplyExact(next - n, handled + 1));
            n = next;
            for (int codePoint : input) {
                if (codePoint < n) {
                    delta = Math.incrementExact(delta);
                } else if (codePoint == n) {
                    writeInteger(delta, bias, output);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta = Math.incrementExact(delta);
            n++;
        }
        return output.toString();
    }

    /**
     * The text whose Punycode is {@code punycode}, by section 6.2.
     *
     * @throws IllegalArgumentException if it is no Punycode, or has what Unicode does not: a surrogate, or a code point
     *     beyond the last
     */
    static String decode(String punycode) {
        int basic = Math.max(punycode.lastIndexOf(DELIMITER), 0);
        int[] output = new int[punycode.length()];
        int length = 0;
        for (; length < basic; length++) {
            if (!isBasic(punycode.charAt(length))) {
                throw malformed();
            }
            output[length] = punycode.charAt(length);
        }
        IntegerReader integers = new IntegerReader(punycode, basic > 0 ? basic + 1 : 0);
        long n = INITIAL_N;
        long index = 0;
        int bias = INITIAL_BIAS;
        while (integers.hasNext()) {
            long delta = integers.next(bias);
            bias = adapt(delta, length + 1, length == basic);
            index += delta;
            n += index / (length + 1);
            index %= length + 1;
            if (n > Character.MAX_CODE_POINT || (n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE)) {
                throw malformed();
            }
            System.arraycopy(output, (int) index, output, (int) index + 1, length - (int) index);
            output[(int) index] = (int) n;
            length++;
            index++;
        }
        return new String(output, 0, length);
    }

    /** The variable-length integers of section 3.3, read one after the other. */
    private static final class IntegerReader {

        private final String text;
        private int position;

        IntegerReader(String text, int position) {
            this.text = text;
            this.position = position;
        }

        boolean hasNext() {
            return position < text.length();
        }

        long next(int bias) {
            long integer = 0;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = digit();
                int threshold = threshold(k, bias);
                integer += digit * weight;
                weight *= BASE - threshold;
                if (integer > Integer.MAX_VALUE || (weight > Integer.MAX_VALUE && digit >= threshold)) {
                    throw malformed();
                }
                if (digit < threshold) {
                    return integer;
                }
            }
        }

        private int digit() {
            if (!hasNext()) {
                throw malformed();
            }
            char character = text.charAt(position++);
            if (character >= 'a' && character <= 'z') {
                return character - 'a';
            }
            if (character >= 'A' && character <= 'Z') {
                return character - 'A';
            }
            if (character >= '0' && character <= '9') {
                return character - '0' + 26;
            }
            throw malformed();
        }
    }

    private static void writeInteger(int integer, int bias, StringBuilder output) {
        int rest = integer;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                output.append(digit(rest));
                return;
            }
            output.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    /** The next bias, by section 6.1. */
    private static int adapt(long delta, int points, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (int) ((BASE - T_MIN + 1) * rest / (rest + SKEW));
    }

    /** The smallest code point of {@code input} that is not below {@code n}; there is one. */
    private static int smallestFrom(int n, int[] input) {
        int smallest = Integer.MAX_VALUE;
        for (int codePoint : input) {
            if (codePoint >= n && codePoint < smallest) {
                smallest = codePoint;
            }
        }
        return smallest;
    }

    private static boolean isBasic(int codePoint) {
        return codePoint < INITIAL_N;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("its domain has an A-label that is not Punycode");
    }
}
