package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The rules of {@link Contact#extras()}. */
final class Extras {

    private Extras() {}

    static Map<String, String> checked(Map<String, String> extras) {
        Map<String, String> copy = Map.copyOf(requireNonNull(extras, "extras"));
        if (copy.isEmpty()) {
            return copy;
        }
        if (copy.size() > Limits.EXTRAS) {
            throw new LimitExceededException(
                    "%d extras, the limit of one contact is %d".formatted(copy.size(), Limits.EXTRAS));
        }
        copy.forEach((key, value) -> {
            checkKey(key);
            checkValue(value);
        });
        return copy;
    }

    static String checkKey(String key) {
        if (Text.checked(key, "key of an extra", Limits.EXTRA_KEY_OCTETS).isEmpty()) {
            throw new IllegalArgumentException("the empty key of an extra");
        }
        return key;
    }

    static String checkValue(String value) {
        return Text.checked(value, "value of an extra", Limits.EXTRA_VALUE_OCTETS);
    }
}
