package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** What {@code RosterClient.export_as_json()} gives, and what else may stand in such a file. */
class AioxmppJsonReaderTest {

    private static final BareJid OWNER = BareJid.of("romeo@localhost");
    private static final BareJid FRIEND = BareJid.of("friend@localhost");

    @TempDir
    Path directory;

    private Reading read(String content) {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private Reading read(byte[] content) {
        Path file = Reading.write(directory, "in.json", content);
        return Reading.by((rosters, findings) -> new AioxmppJsonReader(rosters, findings).read(OWNER, file));
    }

    @Test
    void anExportComesOver() {
        Path file = Reading.resource("aioxmpp/romeo.json");
        Reading reading = Reading.by((rosters, findings) -> new AioxmppJsonReader(rosters, findings).read(OWNER, file));

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().owner()).isEqualTo(OWNER);
        assertThat(reading.roster().ver()).contains("ver-\u2764-7");
        assertThat(reading.roster().items())
                .containsExactlyInAnyOrder(
                        RosterItem.of(BareJid.of("juliet@localhost"))
                                .withSubscription(Subscription.BOTH)
                                .withName("Juliet Capulet \u2764")
                                .withGroups("Capulets", "Friends, close", "\ud83d\ude00"),
                        RosterItem.of(BareJid.of("nurse@localhost"))
                                .withSubscription(Subscription.FROM)
                                .withAsk(true),
                        RosterItem.of(BareJid.of("icq.example.org")).withApproved(true));
    }

    @Test
    void aRosterWithoutVersionsIsRead() {
        Reading reading = read("{\"items\": {}, \"ver\": null}");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().contacts()).isEmpty();
        assertThat(reading.roster().ver()).isEmpty();
    }

    @Test
    void whatIsAbsentOrNullIsNone() {
        Reading reading = read("\ufeff{\"items\": {\"friend@localhost\": {\"name\": null, \"ask\": null,"
                + " \"approved\": null, \"groups\": null, \"subscription\": null}, \"a@b\": {}}}");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().items())
                .containsExactlyInAnyOrder(RosterItem.of(FRIEND), RosterItem.of(BareJid.of("a@b")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Friend@LocalHost': {}                        | repaired: prepared (RFC 7622) from \"Friend@LocalHost\"",
                "'friend@localhost/x': {}                      | repaired: the resource of a full JID is cut off",
                "'friend@localhost': {'ask': 'unsubscribe'}    | repaired: ask=\"unsubscribe\" is left out",
                "'friend@localhost': {'ask': 1}                | repaired: ask is a number, and is left out",
                "'friend@localhost': {'approved': 'yes'}       | repaired: approved=\"yes\" is left out",
                "'friend@localhost': {'approved': 7}           | repaired: approved=\"7\" is left out",
                "'friend@localhost': {'approved': []}          | repaired: approved is a table, and is left out",
                "'friend@localhost': {'name': false}           | repaired: name is a truth value, and is left out",
                "'friend@localhost': {'groups': 'a'}           | repaired: groups is text, and is left out",
                "'friend@localhost': {'groups': [[]]}          | repaired: group is a table, and is left out",
                "'friend@localhost': {'groups': ['']}          | repaired: an empty group is left out (RFC 6121, 2.3.3)",
            })
    void whatCanBeRepairedIsRepairedAndTheVersionLeftOut(String item, String finding) {
        Reading reading = read("{\"ver\": \"v\", \"items\": {\n%s}}".formatted(item.replace('\'', '"')));

        assertThat(reading.lines())
                .containsExactly(
                        "in.json:2: romeo@localhost: friend@localhost: " + finding,
                        "in.json:1: romeo@localhost: repaired: the version is left out: the items are no longer what it stands for");
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(reading.roster().ver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'': {}                                   | refused: item without jid",
                "'a b@c': {}                              | a b@c: refused: not a JID: ",
                "'a@b': true                              | a@b: refused: item that is a truth value, not a table",
                "'a@b': null                              | a@b: refused: item that is nothing, not a table",
                "'a@b': {'subscription': 'remove'}        | a@b: refused: subscription=\"remove\" is not a state",
                "'a@b': {'subscription': 7}               | a@b: refused: subscription is a number, not a state",
                "'a@b': {'name': 'a', 'name': 'a'}        | a@b: refused: item with a second name",
                "'a@b': {'name': '\\u0000'}               | a@b: refused: ",
                "'a@b': {'name': '\\ud800'}               | a@b: refused: ",
                "'friend@localhost': {}                   | friend@localhost: refused: a second item of the same contact",
            })
    void whatCannotBeRepairedIsRefusedOneByOne(String item, String finding) {
        Reading reading = read(
                "{\"items\": {\"friend@localhost\": {},\n%s},\n\"ver\": \"v\"}".formatted(item.replace('\'', '"')));

        assertThat(reading.lines())
                .filteredOn(line -> line.contains("refused"))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("in.json:2: romeo@localhost: " + finding));
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(reading.roster().ver()).isEmpty();
    }

    @Test
    void unknownMembersAreSkipped() {
        String x = "x".repeat(2 * TableInput.MAX_STRING);
        Reading reading = read("{\"x\": [\"secret\", {\"y\": [\"" + x + "\"]}], \"z\": \"" + x
                + "\", \"items\": {\"friend@localhost\": {\"y\": \"secret\"}}, \"ver\": \"v\"}");

        assertThat(reading.lines())
                .containsExactly(
                        "in.json:1: romeo@localhost: skipped: no part of a roster: member x",
                        "in.json:1: romeo@localhost: skipped: no part of a roster: member z",
                        "in.json:1: romeo@localhost: skipped: no part of a roster: field y of item");
        assertThat(reading.roster().ver()).contains("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[\"v\"]", "{}", "\"\\u0000\"", "\"v\", \"ver\": \"w\""})
    void aVersionThatIsNoneIsLeftOut(String ver) {
        Reading reading = read("{\"items\": {}, \"ver\": %s}".formatted(ver));

        assertThat(reading.roster().ver()).isEmpty();
        assertThat(reading.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("in.json:1: romeo@localhost: repaired: "));
    }

    @Test
    void theEmptyVersionIsAVersion() {
        assertThat(read("{\"items\": {}, \"ver\": \"\"}").roster().ver()).isEqualTo(Optional.of(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                 | the file ends before it is complete",
                "{'items': {'a@b': {}               | the file ends before it is complete",
                "{'items': {'a@b': {'name': 'x      | the file ends before it is complete",
                "{'items': {'a@b': {}}} {}          | a second value at column 25",
                "{'items': {'a@b': {}}} x           | not well-formed JSON at column 25",
                "{'items': {'a@b': {},}}            | not well-formed JSON at column 23",
                "{'items': {'a@b': NaN}}            | not well-formed JSON at column 22",
                "{items: {}}                        | not well-formed JSON at column 3",
                "/* */ {}                           | not well-formed JSON at column 2",
                "{'ver': 'v'}                       | no export of aioxmpp's: it has no items",
                "{}                                 | no export of aioxmpp's: it has no items",
                "[{'items': {}}]                    | no export of aioxmpp's: no object",
                "'items'                            | no export of aioxmpp's: no object",
                "{'items': 'a@b'}                   | items that are no object, or a second time",
                "{'items': null}                    | items that are no object, or a second time",
                "{'items': ['a@b']}                 | items that are no object, or a second time",
                "{'items': []}                      | items that are no object, or a second time",
                "{'items': {}, 'items': {}}         | items that are no object, or a second time",
            })
    void nothingComesOfADamagedFile(String content, String damage) {
        Reading reading = read(content.replace('\'', '"'));

        assertThat(reading.rosters()).isEmpty();
        assertThat(reading.lines())
                .containsExactly("in.json:1: romeo@localhost: refused: " + damage + "; nothing of the file is read");
    }

    @Test
    void octetsMustBeUtf8() {
        for (byte[] octets : List.of(
                "{\"items\": {\"a@b\": {\"name\": \"J\u00fcrgen\"}}}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"items\": {\"a@b\": {\"name\": \"\u00ed\u00a0\u0080\"}}}".getBytes(StandardCharsets.ISO_8859_1))) {
            assertThat(read(octets).lines())
                    .containsExactly(
                            "in.json:1: romeo@localhost: refused: octets that are not UTF-8; nothing of the file is read");
        }
        assertThat(read("{\"items\": {}}".getBytes(StandardCharsets.UTF_16)).rosters())
                .isEmpty();
    }

    @Test
    void depthAndSizesAreBounded() {
        String x = "x".repeat(TableInput.MAX_STRING + 1);
        String beyond = "nested over 64 deep, or a text of over 524,288 characters, or a name or number of over 8,192";
        for (String content : List.of(
                "{\"x\": " + "[".repeat(1_000_000),
                "{\"items\": {\"a@b\": " + "[".repeat(1_000_000),
                "{\"items\": {\"a@b\": {\"name\": \"" + x + "\"}}}",
                "{\"items\": {\"" + x + "\": {}}}",
                "{\"ver\": " + x.replace('x', '1') + "}")) {
            assertThat(read(content).lines())
                    .as(content.substring(0, 20))
                    .endsWith("in.json:1: romeo@localhost: refused: " + beyond + "; nothing of the file is read");
        }
        assertThat(read("{\"items\": {\"a@b\": {\"groups\": [" + "\"\",".repeat(40_000) + "\"\"]},\n\"c@d\": {}}}")
                        .lines())
                .containsExactly("in.json:1: romeo@localhost: a@b: refused: item of over 524,288 characters");
    }

    @Test
    void theFileMustExistAndItsOwnerBeNew() {
        AioxmppJsonReader reader = new AioxmppJsonReader(roster -> {}, finding -> {});
        assertThatThrownBy(() -> reader.read(OWNER, directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        Path file = Reading.write(directory, "in.json", "{\"items\": {}}");
        Reading twice = Reading.by((rosters, findings) -> {
            AioxmppJsonReader both = new AioxmppJsonReader(rosters, findings);
            both.read(OWNER, directory);
            both.read(OWNER, file);
            both.read(OWNER, file);
        });

        assertThat(twice.rosters()).hasSize(1);
        assertThat(twice.lines())
                .containsExactly(
                        directory.getFileName() + ":1: romeo@localhost: refused: not a regular file",
                        "in.json:1: romeo@localhost: refused: an owner that came before; nothing of this file is read");
    }

    @Test
    void everyLegalRosterComesBackFromWhatAioxmppWouldWrite() {
        for (long seed = 0; seed < 100; seed++) {
            Roster roster = new RandomRosters(seed).next();
            Reading reading = read(json(roster));

            assertThat(reading.lines()).as("seed %d", seed).isEmpty();
            assertThat(reading.roster().ver()).as("seed %d", seed).isEqualTo(roster.ver());
            assertThat(reading.roster().items())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(roster.items().toList());
        }
    }

    /** As Python's {@code json.dumps} writes it. */
    private static String json(Roster roster) {
        String items = roster.items()
                .map(item -> text(item.contact().toString()) + ": {\"subscription\": "
                        + text(item.subscription().toString().toLowerCase(Locale.ROOT))
                        + (item.name().isEmpty() ? "" : ", \"name\": " + text(item.name()))
                        + (item.ask() ? ", \"ask\": \"subscribe\"" : "")
                        + (item.approved() ? ", \"approved\": true" : "")
                        + (item.groups().isEmpty()
                                ? ""
                                : item.groups().stream()
                                        .map(AioxmppJsonReaderTest::text)
                                        .collect(Collectors.joining(", ", ", \"groups\": [", "]")))
                        + "}")
                .collect(Collectors.joining(", "));
        return "{\"items\": {" + items + "}, \"ver\": "
                + roster.ver().map(AioxmppJsonReaderTest::text).orElse("null") + "}";
    }

    private static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (' ' <= c && c < 127) {
                        quoted.append(c);
                    } else {
                        quoted.append("\\u%04x".formatted((int) c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
