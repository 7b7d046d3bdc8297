package org.rosterstore.tck;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON (RFC 8259): maps, lists, strings, numbers, booleans. Whatever is not plain in a string is escaped. */
final class Json {

    private Json() {}

    /** An object with a line for each member, and for each object in a list of objects. */
    static String lines(Map<String, ?> object) {
        return object.entrySet().stream()
                .map(member -> "  " + string(member.getKey()) + ": " + lines(member.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String lines(Object value) {
        boolean hasLines = value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map;
        return hasLines
                ? ((List<?>) value)
                        .stream().map(it -> "    " + of(it)).collect(Collectors.joining(",\n", "[\n", "\n  ]"))
                : of(value);
    }

    private static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> string(member.getKey().toString()) + ": " + of(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : string(value.toString());
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                default -> json.append(PlainText.isPlain(c) ? Character.toString(c) : PlainText.escaped(c));
            }
        });
        return json.append('"').toString();
    }
}
