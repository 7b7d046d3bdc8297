package org.rosterstore.portable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.Value.Bool;
import org.rosterstore.portable.Value.Digits;
import org.rosterstore.portable.Value.Nothing;
import org.rosterstore.portable.Value.Text;

/** A walk through a file of JSON in UTF-8 (RFC 8259). A string that is too long to be held ends it, unless skipped. */
final class JsonInput implements TableInput {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_KEY)
                    .maxNumberLength(MAX_KEY)
                    .build())
            // The names are JIDs: there is no end of them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Path file;
    private final JsonParser parser;
    private final int[] numbered = new int[MAX_DEPTH + 1];
    private int depth;

    private JsonToken token = JsonToken.NOT_AVAILABLE;
    private Value key;
    private Place place;

    private JsonInput(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
        place = new Place(file, 1);
        key = new Nothing(place);
    }

    /**
     * Opens a file before its value.
     *
     * @param file the path to name in findings
     * @param realPath where it is; a link that was put in its place meanwhile is not followed
     */
    static JsonInput open(Path file, Path realPath) throws DamagedFileException {
        try {
            InputStream octets = new BufferedInputStream(Files.newInputStream(realPath, LinkOption.NOFOLLOW_LINKS));
            XmlEncoding.skipByteOrderMark(octets);
            // Not by the parser's own decoder, which lets surrogates through.
            Reader characters = new InputStreamReader(octets, StandardCharsets.UTF_8.newDecoder());
            return new JsonInput(file, FACTORY.createParser(characters));
        } catch (IOException e) {
            throw new DamagedFileException(new Place(file, 1), unreadable(e));
        }
    }

    @Override
    public boolean toRoot() throws DamagedFileException {
        next();
        if (isTable()) {
            enter();
            return true;
        }
        return false;
    }

    @Override
    public boolean toEntry() throws DamagedFileException {
        next();
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            depth--;
            return false;
        }
        if (token == JsonToken.FIELD_NAME) {
            key = new Text(name(), tokenPlace());
            next();
        } else {
            numbered[depth]++;
            key = new Digits(String.valueOf(numbered[depth]), tokenPlace());
        }
        place = tokenPlace();
        return true;
    }

    private String name() throws DamagedFileException {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public Value key() {
        return key;
    }

    @Override
    public boolean isTable() {
        return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    }

    /** Whether the value at which the reading is is an object. */
    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    @Override
    public void enter() {
        depth++; // the parser's own limit holds
        numbered[depth] = 0;
    }

    @Override
    public Optional<Value> simple() throws DamagedFileException {
        try {
            return Optional.of(
                    switch (token) {
                        case VALUE_STRING -> new Text(parser.getText(), place);
                        case VALUE_TRUE -> new Bool(true, place);
                        case VALUE_FALSE -> new Bool(false, place);
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText(), place);
                        default -> new Nothing(place);
                    });
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public void skip() throws DamagedFileException {
        try {
            parser.skipChildren(); // of a string it holds nothing, whatever its length
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public void toEnd() throws DamagedFileException {
        try {
            if (parser.nextToken() != null) {
                throw new DamagedFileException(here(), "a second value at column " + column());
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private void next() throws DamagedFileException {
        @Nullable JsonToken read;
        try {
            read = parser.nextToken();
        } catch (IOException e) {
            throw damaged(e);
        }
        if (read == null) {
            throw new DamagedFileException(here(), "the file ends before it is complete");
        }
        token = read;
    }

    private Place here() {
        return place(parser.currentLocation());
    }

    /** Where the present token begins. */
    private Place tokenPlace() {
        return place(parser.currentTokenLocation());
    }

    private Place place(JsonLocation location) {
        return new Place(file, Math.max(1, location.getLineNr()));
    }

    private int column() {
        return Math.max(1, parser.currentLocation().getColumnNr());
    }

    /** The parser's own words are left out: they may quote the file. */
    private DamagedFileException damaged(IOException e) {
        String message;
        if (e instanceof JsonEOFException) {
            message = "the file ends before it is complete";
        } else if (e instanceof StreamConstraintsException) {
            message = "nested over %d deep, or a text of over %,d characters, or a name or number of over %,d"
                    .formatted(MAX_DEPTH, MAX_STRING, MAX_KEY);
        } else if (e instanceof StreamReadException) {
            message = "not well-formed JSON at column " + column();
        } else {
            message = unreadable(e);
        }
        return new DamagedFileException(here(), message);
    }

    private static String unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? "octets that are not UTF-8"
                : "cannot be read: " + e.getClass().getSimpleName();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            // It was only read from.
        }
    }
}
