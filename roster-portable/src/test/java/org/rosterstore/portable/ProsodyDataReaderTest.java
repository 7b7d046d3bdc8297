package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/**
 * Prosody's own files. Those of {@code prosody-data} are written as Prosody's serializer writes them: of the accounts
 * whose real exports are in {@code prosody-xep0227}, and one as versions up to 0.9 had it.
 */
class ProsodyDataReaderTest {

    private static final BareJid OWNER = BareJid.of("romeo@localhost");
    private static final BareJid FRIEND = BareJid.of("friend@localhost");

    @TempDir
    Path directory;

    private static Reading read(Path... sources) {
        return Reading.by((rosters, findings) -> new ProsodyDataReader(rosters, findings, Reading.CLOCK).read(sources));
    }

    private Reading romeo(String content) {
        return romeo(content.getBytes(StandardCharsets.UTF_8));
    }

    private Reading romeo(byte[] content) {
        Path file = Reading.write(directory, "in.dat", content);
        return Reading.by(
                (rosters, findings) -> new ProsodyDataReader(rosters, findings, Reading.CLOCK).read(OWNER, file));
    }

    private Path file(String host, String user, String content) throws IOException {
        Path rosters = Files.createDirectories(directory.resolve(host).resolve("roster"));
        return Reading.write(rosters, user, content);
    }

    @Test
    void aDataDirectoryIsWhatProsodyExportsOfIt() {
        Reading reading = read(Reading.resource("prosody-data"));
        Reading export = Reading.of(Reading.resource("prosody-xep0227"));

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.owners())
                .containsExactly(
                        "d\\27artagnan@example.org",
                        "benvolio@localhost",
                        "juliet@localhost",
                        "mercutio@localhost",
                        "nurse@localhost",
                        "romeo@localhost",
                        "tybalt@localhost");
        reading.rosters().stream().skip(1).forEach(roster -> {
            Roster twin = export.roster(roster.owner().toString());
            assertThat(roster.ver()).isEqualTo(twin.ver());
            assertThat(roster.items())
                    .containsExactlyInAnyOrderElementsOf(twin.items().toList());
            assertThat(roster.requests().map(SubscriptionRequest::from))
                    .containsExactlyInAnyOrderElementsOf(
                            twin.requests().map(SubscriptionRequest::from).toList());
        });
    }

    @Test
    void aRequestHasItsStanza() {
        Roster nurse = read(Reading.resource("prosody-data/localhost/roster/nurse.dat"))
                .roster();

        assertThat(nurse.contact(BareJid.of("bot@localhost")).request())
                .contains(SubscriptionRequest.of(
                        BareJid.of("bot@localhost"),
                        "<presence xmlns='jabber:client' type='subscribe' from='bot@localhost' to='nurse@localhost'"
                                + " id='a-1' xml:lang='en'><status>Please let the bot in, it is kind</status>"
                                + "<nick xmlns='http://jabber.org/protocol/nick'>The bot \u2764 &lt;&amp;&gt;</nick>"
                                + "</presence>",
                        Reading.NOW));
        assertThat(nurse.contact(OWNER).request()).contains(SubscriptionRequest.of(OWNER, Reading.NOW));
    }

    @Test
    void whatOldVersionsWroteIsRead() {
        Roster roster = read(Reading.resource("prosody-data/example%2eorg")).roster();

        assertThat(roster.ver()).contains("17");
        assertThat(roster.items())
                .containsExactlyInAnyOrder(
                        RosterItem.of(BareJid.of("athos@example.org"))
                                .withName("Athos, comte de La F\u00e8re")
                                .withSubscription(Subscription.BOTH)
                                .withGroups("Mousquetaires du Roi"),
                        RosterItem.of(BareJid.of("milady@example.org"))
                                .withName("Milady\nde Winter")
                                .withAsk(true)
                                .withApproved(true));
        assertThat(roster.requests())
                .containsExactly(SubscriptionRequest.of(BareJid.of("rochefort@example.org"), Reading.NOW));
    }

    @Test
    void aDirectoryOfAnyLevelIsRead() {
        for (String source : List.of("prosody-data/localhost", "prosody-data/localhost/roster")) {
            assertThat(read(Reading.resource(source)).owners()).hasSize(6).doesNotContain("d\\27artagnan@example.org");
        }
    }

    @Test
    void aFileIsReadOnceHoweverOftenItIsNamed() {
        Reading reading = read(
                Reading.resource("prosody-data/localhost/roster/nurse.dat"),
                Reading.resource("prosody-data/localhost"));

        assertThat(reading.owners()).hasSize(6).doesNotHaveDuplicates();
        assertThat(reading.lines()).isEmpty();
    }

    @Test
    void sourcesMustExist() {
        assertThatThrownBy(() -> new ProsodyDataReader(roster -> {}, finding -> {}).read(directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(
                        () -> new ProsodyDataReader(roster -> {}, finding -> {}).read(OWNER, directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatIsNoDataDirectoryIsRefused() throws IOException {
        assertThat(read(directory).lines())
                .containsExactly(
                        directory.getFileName() + ":1: refused: no data directory of Prosody's: it has no rosters");
        Path file = Reading.resource("prosody-data/localhost/accounts/romeo.dat");
        assertThat(read(file).lines())
                .containsExactly("romeo.dat:1: refused: no roster of Prosody's: those are HOST/roster/USER.dat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost|romeo.bak.dat|refused: the path is not one that Prosody gives to a user's file",
                "localhost|rom%zzeo.dat|refused: the path is not one that Prosody gives to a user's file",
                "localhost|rom%c3.dat|refused: the path is not one that Prosody gives to a user's file",
                "localhost|.dat|refused: the path is not one that Prosody gives to a user's file",
                "example.org|romeo.dat|refused: the path is not one that Prosody gives to a user's file",
                "localhost|a%40b.dat|a@b@localhost: refused: not a user's name",
                "localhost|a%2fb.dat|a/b@localhost: refused: not a user's name"
            })
    void aNameThatProsodyDoesNotGiveIsRefused(String host, String user, String finding) throws IOException {
        file(host, user, "return {}");

        Reading reading = read(directory);
        assertThat(reading.rosters()).isEmpty();
        assertThat(reading.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith(user + ":1: " + finding));
    }

    @Test
    void anOwnerIsPreparedAndComesOnce() throws IOException {
        file("Localhost", "romeo.dat", "return {}");
        file("localhost", "romeo.dat", "return {}");

        Reading reading = read(directory);
        assertThat(reading.owners()).containsExactly("romeo@localhost");
        assertThat(reading.lines())
                .containsExactly(
                        "romeo.dat:1: romeo@localhost: repaired: prepared (RFC 7622) from \"romeo@Localhost\"",
                        "romeo.dat:1: romeo@localhost: refused: an owner that came before; nothing of this file is read");
    }

    @Test
    void noLinkLeadsElsewhere(@TempDir Path outside) throws IOException {
        Path secret = file("localhost", "romeo.dat", "return {}");
        Files.move(secret, outside.resolve("secret.dat"));
        Files.createSymbolicLink(secret, outside.resolve("secret.dat"));
        Path host = Files.createDirectory(directory.resolve("example"));
        Files.createDirectories(outside.resolve("roster"));
        Files.createSymbolicLink(host.resolve("roster"), outside.resolve("roster"));
        Files.createSymbolicLink(directory.resolve("linked"), outside);

        Reading reading = read(directory);
        assertThat(reading.rosters()).isEmpty();
        assertThat(reading.lines())
                .containsExactlyInAnyOrder(
                        "roster:1: refused: not a directory of this directory",
                        "roster:1: refused: not a directory of this directory",
                        "romeo.dat:1: refused: not a file of this directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['Friend@LocalHost'] = {}          | repaired: prepared (RFC 7622) from \"Friend@LocalHost\"",
                "['friend@localhost/x'] = {}        | repaired: the resource of a full JID is cut off",
                "['friend@localhost'] = { ask = 'unsubscribe' }  | repaired: ask=\"unsubscribe\" is left out",
                "['friend@localhost'] = { ask = true }           | repaired: ask is a truth value, and is left out",
                "['friend@localhost'] = { approved = 'maybe' }   | repaired: approved=\"maybe\" is left out",
                "['friend@localhost'] = { approved = {} }        | repaired: approved is a table, and is left out",
                "['friend@localhost'] = { name = 7 }             | repaired: name is a number, and is left out",
                "['friend@localhost'] = { name = '\\255' }       | repaired: name is octets that are not UTF-8, and is left out",
                "['friend@localhost'] = { groups = 'a' }         | repaired: groups is text, and is left out",
                "['friend@localhost'] = { groups = { [true] = true } } | repaired: group is a truth value, and is left out",
                "['friend@localhost'] = { groups = { [''] = true } }   | repaired: an empty group is left out (RFC 6121, 2.3.3)",
            })
    void whatCanBeRepairedIsRepairedAndTheVersionLeftOut(String item, String finding) {
        Reading reading = romeo("return {\n%s,\n[false] = { version = 5 } }".formatted(item));

        assertThat(reading.lines())
                .containsExactly(
                        "in.dat:2: romeo@localhost: friend@localhost: " + finding,
                        "in.dat:3: romeo@localhost: repaired: the version is left out: the items are no longer what it stands for");
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(reading.roster().ver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['a b@localhost'] = {}                  | a b@localhost: refused: not a JID: ",
                "[7] = {}                                | refused: item of a contact that is a number, not a JID",
                "{}                                      | refused: item of a contact that is a number, not a JID",
                "[true] = {}                             | refused: item of a contact that is a truth value, not a JID",
                "['\\255@a'] = {}                        | refused: item of a contact that is octets that are not UTF-8, not a JID",
                "['a@b'] = true                          | a@b: refused: item that is a truth value, not a table",
                "['a@b'] = { subscription = 'remove' }   | a@b: refused: subscription=\"remove\" is not a state",
                "['a@b'] = { subscription = true }       | a@b: refused: subscription is a truth value, not a state",
                "['a@b'] = { name = 'a', ['name'] = 'b' }| a@b: refused: item with a second name",
                "['a@b'] = { name = '\\0' }              | a@b: refused: ",
                "['a@b'] = { persist = false }           | a@b: refused: a contact of a shared group",
                "['Friend@localhost'] = {}               | friend@localhost: refused: a second item of the same contact",
            })
    void whatCannotBeRepairedIsRefusedOneByOne(String item, String finding) {
        Reading reading =
                romeo("return { ['friend@localhost'] = {},\n%s,\n[false] = { version = 5 } }".formatted(item));

        assertThat(reading.lines())
                .filteredOn(line -> line.contains("refused"))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("in.dat:2: romeo@localhost: " + finding));
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(reading.roster().ver()).isEmpty();
    }

    @Test
    void unknownFieldsAreSkipped() {
        Reading reading = romeo(
                "return { ['friend@localhost'] = { x = { 'secret' } },\n[false] = { version = 5, y = 'secret' } }");

        assertThat(reading.lines())
                .containsExactly(
                        "in.dat:1: romeo@localhost: skipped: no part of a roster: field x of item",
                        "in.dat:2: romeo@localhost: skipped: no part of a roster: field y of the roster");
        assertThat(reading.roster().ver()).contains("5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5              | 5 |",
                "0              | 0 |",
                "007            | 7 |",
                "true           |   |",
                "nil            |   |",
                "1.5            |   | repaired: the version is left out: it is no whole number",
                "-1             |   | repaired: the version is left out: it is no whole number",
                "0x10           |   | repaired: the version is left out: it is no whole number",
                "99999999999999999999 |  | repaired: the version is left out: it is no whole number",
                "'5'            |   | repaired: the version is left out: it is no whole number",
            })
    void theVersionIsACounter(String written, String ver, String finding) {
        Reading reading = romeo("return { [false] = { version = %s } }".formatted(written));

        assertThat(reading.roster().ver()).isEqualTo(Optional.ofNullable(ver));
        assertThat(reading.lines())
                .isEqualTo(finding == null ? List.of() : List.of("in.dat:1: romeo@localhost: " + finding));
    }

    @Test
    void ofTwoVersionsNeitherIsKept() {
        assertThat(romeo("return { [false] = { version = 5 }, [false] = { version = 6 } }")
                        .roster()
                        .ver())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['a@b'] = false                              | a@b: refused: request that is a truth value, not a stanza",
                "['a@b'] = 'x'                                | a@b: refused: request that is text, not a stanza",
                "[1] = true                                   | refused: request of a contact that is a number, not a JID",
                "['a b@c'] = true                             | a b@c: refused: not a JID: ",
                "['a@b'] = { name = 'presence', attr = {} }   | a@b: refused: presence of type \"\" is not a pending request",
                "['a@b'] = { name = 'presence', attr = { type = 'probe' } } | a@b: refused: presence of type \"probe\" is not a pending request",
            })
    void aRequestThatIsNoneIsRefused(String request, String finding) {
        Reading reading = romeo("return { [false] = { version = 5, pending = {\n%s } } }".formatted(request));

        assertThat(reading.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("in.dat:2: romeo@localhost: " + finding));
        assertThat(reading.roster().requests()).isEmpty();
        assertThat(reading.roster().ver()).as("requests are no items").contains("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ name = 'pres ence', attr = { type = 'subscribe' } }",
                "{ name = 'presence/><x', attr = { type = 'subscribe' } }",
                "{ name = 'presence', attr = 7 }",
                "{ name = 'presence', attr = { type = 'subscribe', [7] = 'x' } }",
                "{ name = 'presence', attr = { type = 'subscribe', ['a b'] = 'x' } }",
                "{ name = 'presence', attr = { type = 'subscribe', x = 7 } }",
                "{ name = 'presence', attr = { type = 'subscribe' }, true }",
                "{ name = 'presence', attr = { type = 'subscribe' }, { name = 'a:b' } }",
                "{ name = 'presence', attr = { type = 'subscribe', ['urn:x\\1y'] = 'x' } }",
                "{ name = 'presence', attr = { type = 'subscribe', ['urn:x|y'] = 'x' } }",
                "{ name = 'presence', attr = { type = 'subscribe' }, '\\0' }",
                "{ name = 'message', attr = { type = 'subscribe' } }",
                "{ name = 'presence', attr = { type = 'subscribe' }, { name = 'x', attr = { xmlns = 'x\\0' } } }",
            })
    void aStanzaThatCannotBeKeptIsLeftOut(String stanza) {
        Reading reading = romeo("return { [false] = { pending = { ['a@b'] = %s } } }".formatted(stanza));

        assertThat(reading.lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("in.dat:1: romeo@localhost: a@b: repaired: kept without its stanza: "));
        assertThat(reading.roster().requests()).containsExactly(SubscriptionRequest.of(BareJid.of("a@b"), Reading.NOW));
    }

    @Test
    void theKeySaysWhomARequestIsFrom() {
        Reading reading = romeo(
                "return { [false] = { pending = { ['a@b'] = { name = 'presence', attr = {"
                        + " type = 'subscribe', from = 'c@d' } }, ['e@f'] = { name = 'presence', attr = { type = 'subscribe' } } } } }");

        assertThat(reading.lines())
                .containsExactly(
                        "in.dat:1: romeo@localhost: a@b: repaired: the stanza is from \"c@d\", which is left out");
        assertThat(reading.roster().requests())
                .containsExactly(
                        SubscriptionRequest.of(
                                BareJid.of("a@b"),
                                "<presence xmlns='jabber:client' type='subscribe' from='a@b'/>",
                                Reading.NOW),
                        SubscriptionRequest.of(
                                BareJid.of("e@f"),
                                "<presence xmlns='jabber:client' type='subscribe' from='e@f'/>",
                                Reading.NOW));
    }

    @Test
    void childrenOfAStanzaStandInTheOrderOfTheirNumbers() {
        Reading reading = romeo("return { [false] = { pending = { ['a@b'] = { [2] = { name = 'y' }, [1] = 'x',"
                + " name = 'presence', attr = { type = 'subscribe', from = 'a@b' }, last_add = 'ignored' } } } }");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().requests().map(SubscriptionRequest::stanza))
                .singleElement()
                .asString()
                .endsWith(">x<y/></presence>");
    }

    @Test
    void aRequestOfASubscribedContactIsSettled() {
        Reading reading = romeo(
                "return { ['a@b'] = { subscription = 'from' }, [false] = { version = 3, pending = {\n['a@b'] = true } } }");

        assertThat(reading.lines())
                .containsExactly(
                        "in.dat:2: romeo@localhost: a@b: repaired: the contact is subscribed already: the request is settled");
        assertThat(reading.roster().requests()).isEmpty();
        assertThat(reading.roster().ver()).contains("3");
    }

    @Test
    void aContactMayBeCalledPending() {
        Reading reading = romeo("return { pending = { subscription = 'to', groups = {} } }");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().items())
                .containsExactly(RosterItem.of(BareJid.of("pending")).withSubscription(Subscription.TO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "return { ['a@b'] = {}, x = os.exit() } | not a literal of Lua at column 30",
                "return { ['a@b'] = {}, x = {           | the file ends before it is complete",
                "return 'x'                             | not a table",
                "return {} {}                           | not a literal of Lua at column 11",
                "item({})                               | no return of a literal at column 5",
            })
    void nothingComesOfADamagedFile(String content, String damage) {
        Reading reading = romeo(content);

        assertThat(reading.rosters()).isEmpty();
        assertThat(reading.lines())
                .containsExactly("in.dat:1: romeo@localhost: refused: " + damage + "; nothing of the file is read");
    }

    @Test
    void otherFilesAreReadAllTheSame() throws IOException {
        file("localhost", "a.dat", "return {");
        file("localhost", "b.dat", "return {}");
        Files.createDirectory(directory.resolve("localhost/roster/c.dat"));
        file("localhost", "d.dat~", "return {"); // Prosody writes there, and then renames

        Reading reading = read(directory);
        assertThat(reading.owners()).containsExactly("b@localhost");
        assertThat(reading.lines()).hasSize(2);
    }

    @Test
    void anItemThatCannotBeHeldIsRefusedAlone() {
        String x = "x".repeat(TableInput.MAX_STRING + 1);
        for (String item : List.of("{ name = '" + x + "' }", "{ '" + "','".repeat(40_000) + "' }", "'" + x + "'")) {
            Reading reading = romeo("return { ['a@b'] = " + item + ",\n['friend@localhost'] = {} }");

            assertThat(reading.lines())
                    .containsExactly("in.dat:1: romeo@localhost: a@b: refused: item of over 524,288 characters");
            assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        }
    }

    @Test
    void latin1IsNotGuessed() {
        Reading reading = romeo("return { ['a@b'] = { name = 'J\u00fcrgen' } }".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(reading.lines())
                .containsExactly(
                        "in.dat:1: romeo@localhost: a@b: repaired: name is octets that are not UTF-8, and is left out");
    }

    @Test
    void itGoesIntoXep0227AndComesBack() {
        List<Roster> rosters = read(Reading.resource("prosody-data")).rosters();
        Reading again = Reading.of(Reading.write(directory, "again.xml", RoundTripTest.written(rosters)));

        assertThat(again.lines()).isEmpty();
        for (int i = 0; i < rosters.size(); i++) {
            assertThat(again.rosters().get(i).sameContent(rosters.get(i))).isTrue();
        }
    }

    @Test
    void everyLegalRosterComesBackFromWhatProsodyWouldWrite() {
        for (long seed = 0; seed < 100; seed++) {
            Roster roster = new RandomRosters(seed).next();
            Reading reading = romeo(ProsodyText.of(roster));

            assertThat(reading.lines()).as("seed %d", seed).isEmpty();
            assertThat(reading.roster().items())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(roster.items().toList());
        }
    }
}
