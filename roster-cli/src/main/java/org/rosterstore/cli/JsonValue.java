package org.rosterstore.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a file that somebody else wrote, which knows where it stands there. What is asked of it, and is not so, is a
 * {@link Malformed} that says where. Depth and size are bounded before anything is kept.
 */
final class JsonValue {

    static final int DEPTH = 16;
    static final int CHARACTERS = 32_000_000;
    private static final int VALUES = 2_000_000;
    private static final int STRING = 1_000_000;
    private static final int NAME = 1_000;
    private static final int NUMBER = 30;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxDocumentLength(CHARACTERS)
                    .maxStringLength(STRING)
                    .maxNameLength(NAME)
                    .maxNumberLength(NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // no table that names of strangers fill
            .build();

    /** What is not as it must be, and where. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String place, String problem) {
            super(place + ": " + problem);
        }
    }

    /** A number as it is written. */
    private record Numeral(String digits) {}

    private final String path;
    private final String place;
    private final @Nullable Object value;

    private JsonValue(String path, String place, @Nullable Object value) {
        this.path = path;
        this.place = place;
        this.value = value;
    }

    /** Reads a file that holds one value. */
    static JsonValue read(Reader in) throws IOException, Malformed {
        try (JsonParser parser = FACTORY.createParser(in)) {
            return only(parser);
        }
    }

    private static JsonValue only(JsonParser parser) throws IOException, Malformed {
        try {
            if (parser.nextToken() == null) {
                throw new Malformed("1:1", "the file is empty");
            }
            JsonValue value = new Parse(parser).value("");
            if (parser.nextToken() != null) {
                throw new Malformed(place(parser.currentTokenLocation()), "the report has ended, and here is more");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new Malformed(
                    place(parser.currentLocation()), "too large or too deep for a report: " + e.getOriginalMessage());
        }
    }

    static String place(JsonLocation location) {
        return location.getLineNr() + ":" + location.getColumnNr();
    }

    /** Reads value by value; recursion is as deep as the parser lets it. */
    private static final class Parse {

        private final JsonParser parser;
        private int values;

        Parse(JsonParser parser) {
            this.parser = parser;
        }

        JsonValue value(String path) throws IOException, Malformed {
            String place = place(parser.currentTokenLocation());
            values++;
            if (values > VALUES) {
                throw new Malformed(place, "more than %,d values".formatted(VALUES));
            }
            JsonToken token = parser.currentToken();
            return new JsonValue(
                    path,
                    place,
                    switch (token) {
                        case START_OBJECT -> members(path);
                        case START_ARRAY -> elements(path);
                        case VALUE_STRING -> parser.getText();
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
                        case VALUE_TRUE -> true;
                        case VALUE_FALSE -> false;
                        default -> null;
                    });
        }

        private Map<String, JsonValue> members(String path) throws IOException, Malformed {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(path.isEmpty() ? name : path + "." + name));
            }
            return members;
        }

        private List<JsonValue> elements(String path) throws IOException, Malformed {
            List<JsonValue> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(path + "[" + elements.size() + "]"));
            }
            return elements;
        }
    }

    Malformed malformed(String problem) {
        return new Malformed(place, path.isEmpty() ? problem : path + ": " + problem);
    }

    private Malformed instead(String expected) {
        return malformed("%s expected, and there is %s".formatted(expected, kind()));
    }

    private String kind() {
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof String) {
            return "a text";
        }
        return value instanceof Numeral ? "a number" : String.valueOf(value);
    }

    @SuppressWarnings("unchecked") // made by Parse
    Map<String, JsonValue> members() throws Malformed {
        if (value instanceof Map) {
            return (Map<String, JsonValue>) value;
        }
        throw instead("an object");
    }

    @SuppressWarnings("unchecked") // made by Parse
    List<JsonValue> elements(int most) throws Malformed {
        if (!(value instanceof List)) {
            throw instead("a list");
        }
        List<JsonValue> elements = (List<JsonValue>) value;
        if (elements.size() > most) {
            throw malformed("%,d elements, and at most %,d are read".formatted(elements.size(), most));
        }
        return elements;
    }

    Optional<JsonValue> find(String name) throws Malformed {
        return Optional.ofNullable(members().get(name));
    }

    JsonValue member(String name) throws Malformed {
        JsonValue member = members().get(name);
        if (member == null) {
            throw malformed("there is no \"%s\"".formatted(name));
        }
        return member;
    }

    String text() throws Malformed {
        if (value instanceof String text) {
            return text;
        }
        throw instead("a text");
    }

    String text(String name) throws Malformed {
        return member(name).text();
    }

    Optional<String> optionalText(String name) throws Malformed {
        Optional<JsonValue> member = find(name);
        return member.isPresent() ? Optional.of(member.get().text()) : Optional.empty();
    }

    /** A whole number that is not negative. */
    long count(long most) throws Malformed {
        if (!(value instanceof Numeral numeral)) {
            throw instead("a number");
        }
        try {
            long count = Long.parseLong(numeral.digits());
            if (count >= 0 && count <= most) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw malformed("a whole number from 0 to %,d expected, and there is %s".formatted(most, numeral.digits()));
    }
}
