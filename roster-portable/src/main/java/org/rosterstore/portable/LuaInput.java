package org.rosterstore.portable;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.Value.Bool;
import org.rosterstore.portable.Value.Digits;
import org.rosterstore.portable.Value.Nothing;
import org.rosterstore.portable.Value.Text;

/**
 * A walk through a file of the form {@code return LITERAL}, as Lua 5.1 to 5.4 read it. Nothing is evaluated: what is
 * not a table, a string, a number, {@code true}, {@code false} or {@code nil} ends the reading.
 */
final class LuaInput implements TableInput {

    /** With which compiled Lua begins. */
    private static final int ESCAPE = 0x1B;

    private static final Set<String> RESERVED = Set.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "for",
            "function",
            "goto",
            "if",
            "in",
            "local",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "until",
            "while");

    private static final Pattern NUMBER = Pattern.compile("(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?\\d++)?"
            + "|0[xX](\\p{XDigit}++\\.?+\\p{XDigit}*+|\\.\\p{XDigit}++)([pP][+-]?\\d++)?");

    private final LuaSource source;

    private int depth;
    private final boolean[] hasEntry = new boolean[MAX_DEPTH + 1];
    private final int[] numbered = new int[MAX_DEPTH + 1];

    private Value key;
    private Place place;

    /** A value that had to be read to know that no key stands there. */
    private @Nullable Value word;

    private LuaInput(LuaSource source) {
        this.source = source;
        place = source.place();
        key = new Nothing(place);
    }

    /**
     * Opens a file before its value.
     *
     * @param file the path to name in findings
     * @param realPath where it is; a link that was put in its place meanwhile is not followed
     */
    static LuaInput open(Path file, Path realPath) throws DamagedFileException {
        return new LuaInput(LuaSource.open(file, realPath));
    }

    @Override
    public boolean toRoot() throws DamagedFileException {
        if (source.is(ESCAPE)) {
            throw source.damaged("compiled Lua, and not a literal,");
        }
        if (source.is('#')) {
            source.toEndOfLine();
        }
        toToken();
        if (!source.isNameStart() || !name().equals("return")) {
            throw source.damaged("no return of a literal");
        }
        toToken();
        toValue();
        if (isTable()) {
            enter();
            return true;
        }
        simple();
        return false;
    }

    @Override
    public boolean toEntry() throws DamagedFileException {
        toToken();
        if (hasEntry[depth]) {
            if (source.is(',') || source.is(';')) {
                source.advance();
                toToken();
            } else if (!source.is('}')) {
                throw source.notALiteral();
            }
        }
        if (source.is('}')) {
            source.advance();
            depth--;
            return false;
        }
        hasEntry[depth] = true;
        if (source.is('[') && source.following() != '[' && source.following() != '=') {
            source.advance();
            toToken();
            toValue();
            key = bracketed();
            toToken();
            source.expect(']');
            toToken();
            source.expect('=');
            toToken();
            toValue();
        } else if (source.isNameStart()) {
            toValue();
            named();
        } else {
            toValue();
            key = number(place);
        }
        return true;
    }

    /** A value as a key. */
    private Value bracketed() throws DamagedFileException {
        if (isTable()) {
            throw source.damaged("a table as a key");
        }
        Value value = simple().filter(it -> it.size() <= MAX_KEY).orElseThrow(this::tooLong);
        if (value instanceof Nothing) {
            throw source.damaged("nil as a key");
        }
        return value;
    }

    /** {@code name = value}, or a word that is a value itself. */
    private void named() throws DamagedFileException {
        Place start = place;
        String name = name();
        @Nullable Value constant = constant(name, start);
        if (constant != null) {
            key = number(start);
            word = constant;
            return;
        }
        toToken();
        if (!source.is('=') || source.following() == '=' || RESERVED.contains(name)) {
            throw source.notALiteral();
        }
        source.advance();
        key = new Text(name, start);
        toToken();
        toValue();
    }

    private Value number(Place at) {
        numbered[depth]++;
        return new Digits(String.valueOf(numbered[depth]), at);
    }

    private void toValue() {
        word = null;
        place = source.place();
    }

    @Override
    public Value key() {
        return key;
    }

    @Override
    public boolean isTable() {
        return word == null && source.is('{');
    }

    @Override
    public void enter() throws DamagedFileException {
        if (depth == MAX_DEPTH) {
            throw source.damaged("tables are nested over %d deep".formatted(MAX_DEPTH));
        }
        source.advance();
        depth++;
        hasEntry[depth] = false;
        numbered[depth] = 0;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Optional<Value> simple() throws DamagedFileException {
        @Nullable Value read = word;
        if (read != null) {
            word = null;
            return Optional.of(read);
        }
        if (LuaString.isNext(source)) {
            return LuaString.read(source, place);
        }
        if (source.isDigit() || (source.is('.') && source.isDigitFollowing())) {
            return Optional.of(new Digits(digits(), place));
        }
        if (source.is('-')) {
            source.advance();
            toToken();
            return Optional.of(new Digits("-" + digits(), place));
        }
        if (source.isNameStart()) {
            @Nullable Value constant = constant(name(), place);
            if (constant != null) {
                return Optional.of(constant);
            }
        }
        throw source.notALiteral();
    }

    private static @Nullable Value constant(String name, Place place) {
        return switch (name) {
            case "true" -> new Bool(true, place);
            case "false" -> new Bool(false, place);
            case "nil" -> new Nothing(place);
            default -> null;
        };
    }

    @Override
    public void toEnd() throws DamagedFileException {
        toToken();
        if (source.is(';')) {
            source.advance();
            toToken();
        }
        if (!source.is(LuaSource.END)) {
            throw source.notALiteral();
        }
    }

    private String digits() throws DamagedFileException {
        StringBuilder digits = new StringBuilder();
        boolean isHexadecimal = source.is('0') && (source.following() == 'x' || source.following() == 'X');
        while (source.isDigit() || source.isNameStart() || source.is('.')) {
            boolean isExponent = isHexadecimal ? source.is('p') || source.is('P') : source.is('e') || source.is('E');
            append(digits);
            if (isExponent && (source.is('+') || source.is('-'))) {
                append(digits);
            }
        }
        if (!NUMBER.matcher(digits).matches()) {
            throw source.notALiteral();
        }
        return digits.toString();
    }

    private String name() throws DamagedFileException {
        StringBuilder name = new StringBuilder();
        while (source.isNameStart() || source.isDigit()) {
            append(name);
        }
        return name.toString();
    }

    private void append(StringBuilder text) throws DamagedFileException {
        if (text.length() == MAX_KEY) {
            throw tooLong();
        }
        text.append((char) source.octet());
        source.advance();
    }

    /** Goes past white space and comments. */
    private void toToken() throws DamagedFileException {
        while (true) {
            if (source.isSpace()) {
                source.advance();
            } else if (source.is('-') && source.following() == '-') {
                source.advance();
                source.advance();
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() throws DamagedFileException {
        if (source.is('[')) {
            source.advance();
            int level = LuaString.level(source);
            if (level >= 0) {
                LuaString.skip(source, level);
                return;
            }
        }
        source.toEndOfLine();
    }

    private DamagedFileException tooLong() {
        return source.damaged("a key, a name or a number of over %,d characters".formatted(MAX_KEY));
    }

    @Override
    public void close() {
        source.close();
    }
}
