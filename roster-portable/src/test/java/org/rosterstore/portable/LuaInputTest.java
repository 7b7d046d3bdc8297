package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.portable.Value.Bool;
import org.rosterstore.portable.Value.Digits;
import org.rosterstore.portable.Value.Entry;
import org.rosterstore.portable.Value.Nothing;
import org.rosterstore.portable.Value.Table;
import org.rosterstore.portable.Value.Text;

/** Literals of Lua mean what Lua 5.4's manual says in 3.1 and 3.4.9, and nothing but literals is read. */
class LuaInputTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("strings")
    void stringsMeanWhatLuaSays(String written, String meant) throws DamagedFileException {
        assertThat(value(written)).isInstanceOf(Text.class);
        assertThat(value(written).text()).contains(meant);
    }

    static Stream<List<String>> pairs() {
        return Stream.of(
                List.of("\"\"", ""),
                List.of("'it\\'s'", "it's"),
                List.of("\"'\"", "'"),
                List.of("'\"'", "\""),
                List.of("'\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\''", "\u0007\b\f\n\r\t\u000b\\\"'"),
                List.of("'\\65\\066\\0679'", "ABC9"),
                List.of("'\\0'", "\0"),
                List.of("'\\195\\169\\xe2\\x9D\\xA4'", "\u00e9\u2764"),
                List.of("'\\u{48}\\u{2764}\\u{1F600}\\u{00000048}'", "H\u2764\ud83d\ude00H"),
                List.of("'a\\z  \n\t b'", "ab"),
                List.of("'a\\\nb\\\r\nc\\\rd\\\n\re'", "a\nb\nc\nd\ne"),
                List.of("'\u00e9 \u670b\u53cb \ud83d\ude00'", "\u00e9 \u670b\u53cb \ud83d\ude00"),
                List.of("'--[[ no comment'", "--[[ no comment"),
                List.of("[[a]]", "a"),
                List.of("[==[a]]b]=]c]==]", "a]]b]=]c"),
                List.of("[[\na\\n\r\nb\rc]]", "a\\n\nb\nc"),
                List.of("[=[\n\n]=]", "\n"),
                List.of("[[]]", ""));
    }

    static Stream<Arguments> strings() {
        return pairs().map(pair -> Arguments.of(pair.get(0), pair.get(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'\\255'",
                "'\\xC3'",
                "'\\u{D800}'",
                "'\\u{110000}'",
                "'\\u{7FFFFFFF}'",
                "'\\xC0\\x80'",
                "'\\xED\\xA0\\x80'"
            })
    void octetsThatAreNotUtf8AreNoText(String written) throws DamagedFileException {
        assertThat(value(written)).isInstanceOf(Value.Octets.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "12", "1.5", "1.", ".5", "1e10", "1E-3", "0x1F", "0XA.8p2", "-3", "- 3", "007"})
    void numbersAreKeptAsTheyAreWritten(String written) throws DamagedFileException {
        assertThat(value(written))
                .isInstanceOfSatisfying(
                        Digits.class, number -> assertThat(number.digits()).isEqualTo(written.replace(" ", "")));
    }

    @Test
    void tablesKeepTheirOrder() throws DamagedFileException {
        assertThat(
                        table(
                                "return { 'a', b = 1, [ 'c d' ] = { }; true, [false] = nil, [ [[k]] ] = [[v]], [3] = - 1, nil; }"))
                .isInstanceOfSatisfying(
                        Table.class,
                        table -> assertThat(table.entries().stream().map(LuaInputTest::shown))
                                .containsExactly(
                                        "1=a", "b=1", "c d={}", "2=true", "false=nil", "k=v", "3=-1", "3=nil"));
    }

    private static String shown(Entry entry) {
        return shown(entry.key()) + "=" + shown(entry.value());
    }

    private static String shown(Value value) {
        if (value instanceof Digits number) {
            return number.digits();
        }
        if (value instanceof Bool bool) {
            return String.valueOf(bool.value());
        }
        return value instanceof Nothing ? "nil" : value.text().orElse("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return{'a'}",
                "return{'a'};",
                "\ufeffreturn {'a'}",
                "#!/usr/bin/lua\nreturn {'a'}",
                "-- a comment\nreturn --[[ another\n]] {--[==[ ]] ]=] ]==]'a'--\n} -- the end",
                "--[=\nreturn {'a'}",
                " \t\r\n\u000b\f return\n{\n'a'\n}\n;\n"
            })
    void whatStandsAroundTheLiteralIsPassedOver(String file) throws DamagedFileException {
        assertThat(table(file))
                .isInstanceOfSatisfying(
                        Table.class,
                        table -> assertThat(table.entries())
                                .singleElement()
                                .satisfies(entry ->
                                        assertThat(entry.value().text()).contains("a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "os.exit(1)                       | not a literal of Lua at column 10",
                "{ os.execute('x') }              | not a literal of Lua at column 12",
                "{ f 'x' }                        | not a literal of Lua at column 12",
                "{ a = b }                        | not a literal of Lua at column 15",
                "{ ('x') }                        | not a literal of Lua at column 10",
                "{ 'x'..'y' }                     | not a literal of Lua at column 13",
                "{ ('x'):rep(1e9) }               | not a literal of Lua at column 10",
                "{ 1+1 }                          | not a literal of Lua at column 11",
                "{ 1..2 }                         | not a literal of Lua at column 14",
                "{ 0x }                           | not a literal of Lua at column 12",
                "{ 1x }                           | not a literal of Lua at column 12",
                "{ not true }                     | not a literal of Lua at column 14",
                "{ #'x' }                         | not a literal of Lua at column 10",
                "{ - 'x' }                        | not a literal of Lua at column 12",
                "{ (1/0) }                        | not a literal of Lua at column 10",
                "{ function() end }               | not a literal of Lua at column 18",
                "{ end = 1 }                      | not a literal of Lua at column 14",
                "{ a == 1 }                       | not a literal of Lua at column 12",
                "{ ... }                          | not a literal of Lua at column 10",
                "{ 'a' 'b' }                      | not a literal of Lua at column 14",
                "{ , }                            | not a literal of Lua at column 10",
                "{ ['a' = 1 }                     | not a literal of Lua at column 15",
                "{ ['a'] 1 }                      | not a literal of Lua at column 16",
                "{ [=a] = 1 }                     | not a literal of Lua at column 12",
                "{ [{}] = 1 }                     | a table as a key at column 11",
                "{ [nil] = 1 }                    | nil as a key at column 14",
                "{ '\\q' }                        | an escape that Lua does not know at column 12",
                "{ '\\256' }                      | an escape beyond \\255 at column 15",
                "{ '\\xg' }                       | an escape that is not hexadecimal at column 13",
                "{ '\\u{}' }                      | an escape that is not hexadecimal at column 14",
                "{ '\\u{80000000}' }              | an escape beyond \\u{7FFFFFFF} at column 22",
                "{ '\\u{FFFFFFFFFFFFFFFFFFFFF}' } | an escape beyond \\u{7FFFFFFF} at column 22",
                "{ 'a }                           | the file ends before it is complete",
                "{ [[a }                          | the file ends before it is complete",
                "{ 'a'                            | the file ends before it is complete",
                "{ --[[ }                         | the file ends before it is complete",
                "{} {}                            | not a literal of Lua at column 11",
                "{} .x                            | not a literal of Lua at column 11",
            })
    void nothingButLiteralsIsRead(String literal, String damage) {
        assertThatThrownBy(() -> table("return " + literal))
                .isInstanceOfSatisfying(
                        DamagedFileException.class, e -> assertThat(e.damage()).isEqualTo(damage));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "local x = 1 return {}",
                "returning {}",
                "\u001bLua",
                "\ufeff",
                "while true do end"
            })
    void nothingButAReturnIsRead(String file) {
        assertThatThrownBy(() -> table(file)).isInstanceOf(DamagedFileException.class);
    }

    @Test
    void linesAndColumnsAreThoseOfAnEditor() {
        assertThatThrownBy(() -> table("return {\r\n\t['\u00e9\u670b\ud83d\ude00'] = x\n}"))
                .isInstanceOfSatisfying(DamagedFileException.class, e -> {
                    assertThat(e.place().line()).isEqualTo(2);
                    assertThat(e.damage()).isEqualTo("not a literal of Lua at column 13");
                });
    }

    @Test
    void depthIsBounded() throws DamagedFileException {
        int most = TableInput.MAX_DEPTH;
        assertThat(table("return " + "{".repeat(most) + "}".repeat(most)).entries())
                .hasSize(1);
        assertThatThrownBy(() -> table("return " + "{".repeat(1_000_000)))
                .isInstanceOfSatisfying(
                        DamagedFileException.class,
                        e -> assertThat(e.damage()).startsWith("tables are nested over 64 deep"));
    }

    @Test
    void keysNamesAndNumbersAreBounded() {
        String x = "x".repeat(TableInput.MAX_KEY + 1);
        for (String literal :
                List.of("{ ['" + x + "'] = 1 }", "{ " + x + " = 1 }", "{ " + x.replace('x', '1') + " }")) {
            assertThatThrownBy(() -> table("return " + literal))
                    .isInstanceOfSatisfying(
                            DamagedFileException.class,
                            e -> assertThat(e.damage())
                                    .startsWith("a key, a name or a number of over 8,192 characters"));
        }
    }

    private Value value(String literal) throws DamagedFileException {
        return table("return {" + literal + "}").entries().get(0).value();
    }

    private Table table(String content) throws DamagedFileException {
        Path file = Reading.write(directory, "in.dat", content.getBytes(StandardCharsets.UTF_8));
        try (LuaInput in = LuaInput.open(file, file)) {
            List<Entry> entries = new ArrayList<>();
            boolean isTable = in.toRoot();
            while (isTable && in.toEntry()) {
                Value key = in.key();
                entries.add(new Entry(key, in.value().orElseThrow()));
            }
            in.toEnd();
            return new Table(entries, in.place(), 0);
        }
    }
}
