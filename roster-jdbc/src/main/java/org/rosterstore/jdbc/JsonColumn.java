package org.rosterstore.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns that hold several texts: an array for groups, an object for extras. What is empty is null. */
final class JsonColumn {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonColumn() {}

    static @Nullable String ofGroups(Collection<String> groups) {
        return groups.isEmpty()
                ? null
                : write(out -> {
                    out.writeStartArray();
                    for (String group : groups) {
                        out.writeString(group);
                    }
                    out.writeEndArray();
                });
    }

    static @Nullable String ofExtras(Map<String, String> extras) {
        return extras.isEmpty()
                ? null
                : write(out -> {
                    out.writeStartObject();
                    for (Map.Entry<String, String> extra : new TreeMap<>(extras).entrySet()) {
                        out.writeStringField(extra.getKey(), extra.getValue());
                    }
                    out.writeEndObject();
                });
    }

    /** The groups in their order; throws IllegalArgumentException if it is no array of texts. */
    static Set<String> toGroups(@Nullable String json) {
        return json == null
                ? Set.of()
                : read(json, in -> {
                    Set<String> groups = new LinkedHashSet<>();
                    expect(in.nextToken(), JsonToken.START_ARRAY);
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        expect(in.currentToken(), JsonToken.VALUE_STRING);
                        groups.add(in.getText());
                    }
                    return groups;
                });
    }

    /** The extras; throws IllegalArgumentException if it is no object of texts. */
    static Map<String, String> toExtras(@Nullable String json) {
        return json == null
                ? Map.of()
                : read(json, in -> {
                    Map<String, String> extras = new TreeMap<>();
                    expect(in.nextToken(), JsonToken.START_OBJECT);
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String key = in.currentName();
                        expect(in.nextToken(), JsonToken.VALUE_STRING);
                        extras.put(key, in.getText());
                    }
                    return extras;
                });
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private interface Reading<T> {
        T from(JsonParser in) throws IOException;
    }

    private static String write(Writing writing) {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    private static <T> T read(String json, Reading<T> reading) {
        try (JsonParser in = JSON.createParser(json)) {
            T value = reading.from(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("not the JSON that was written", e);
        }
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) {
        if (token != expected) {
            throw new IllegalArgumentException("%s where %s is expected".formatted(token, expected));
        }
    }
}
