package org.rosterstore.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes JSON (RFC 8259): maps, collections, strings, numbers, booleans; an empty {@link Optional} is null. */
final class Json {

    private Json() {}

    /** An object whose members keep the order in which they are put. */
    static Map<String, Object> object() {
        return new LinkedHashMap<>();
    }

    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> of(member.getKey().toString()) + ":" + of(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Json::of).orElse("null");
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : string(value.toString());
    }

    /** All that is not plain is escaped, what would end a line or steer a terminal included. */
    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (isPlain(text, i)) {
                        json.append(c);
                    } else {
                        json.append("\\u%04x".formatted((int) c));
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static boolean isPlain(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return SafeText.of(Character.toString(c)).length() == 1;
    }
}
