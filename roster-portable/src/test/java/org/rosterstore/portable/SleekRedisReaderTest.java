package org.rosterstore.portable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.portable.SleekProgram.State;
import redis.clients.jedis.RedisClient;

/** What SleekRedis leaves in a Redis, of both of its versions, and what of it cannot be read as it stands. */
class SleekRedisReaderTest {

    private static final String ROMEO = "romeo@montague.example";
    private static final String JULIET = "juliet@capulet.example";
    private static final String NURSE = "nurse@capulet.example";

    private static RedisProcess redis;

    private RedisClient client;
    private SleekProgram program;

    @BeforeAll
    static void start() throws IOException {
        redis = new RedisProcess();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        client = redis.client();
        client.flushAll();
        program = new SleekProgram(client, true);
    }

    private static Reading read() {
        return Reading.by(
                (rosters, findings) -> new SleekRedisReader(rosters, findings, Reading.CLOCK).read(redis.uri()));
    }

    private static Reading read(String owner) {
        return Reading.by((rosters, findings) ->
                new SleekRedisReader(rosters, findings, Reading.CLOCK).read(BareJid.of(owner), redis.uri()));
    }

    private static List<String> told(Reading reading) {
        return reading.findings().stream().map(Finding::toString).toList();
    }

    private static Contact contact(Roster roster, String jid) {
        return roster.contact(BareJid.of(jid));
    }

    private static RosterItem item(Roster roster, String jid) {
        return contact(roster, jid).item().orElseThrow();
    }

    @Test
    void whatSleekRedisSavesComesOver() {
        program.save(ROMEO, JULIET, State.of("Juliet \u2764", "from", "to").in("Capulets"));
        program.save(ROMEO, NURSE, State.of("", "from", "pending_out"));
        program.save(JULIET, ROMEO, State.of("Romeo", "to"));
        program.save("icq.example", ROMEO, State.of("", "from"));

        Reading reading = read();

        assertThat(told(reading)).isEmpty();
        assertThat(reading.owners()).containsExactly("icq.example", JULIET, ROMEO);
        Roster romeo = reading.roster(ROMEO);
        assertThat(romeo.ver()).isEmpty();
        assertThat(romeo.items())
                .containsExactlyInAnyOrder(
                        RosterItem.of(BareJid.of(JULIET))
                                .withName("Juliet \u2764")
                                .withSubscription(Subscription.BOTH)
                                .withGroups("Capulets"),
                        RosterItem.of(BareJid.of(NURSE))
                                .withSubscription(Subscription.FROM)
                                .withAsk(true));
        assertThat(item(reading.roster(JULIET), ROMEO).subscription()).isEqualTo(Subscription.TO);
    }

    @Test
    void theOlderVersionHasNoSets() {
        SleekProgram old = new SleekProgram(client, false);
        old.save(ROMEO, JULIET, State.of("Juliet", "from", "to").in("Capulets"));
        old.save(ROMEO, NURSE, State.of("Nurse", "to"));
        old.save(JULIET, ROMEO, State.of("Romeo", "to").in("Montagues"));

        Reading reading = read();

        assertThat(reading.owners()).containsExactly(JULIET, ROMEO);
        assertThat(item(reading.roster(ROMEO), JULIET).groups()).containsExactly("Capulets");
        assertThat(reading.roster(ROMEO).items()).hasSize(2);
        assertThat(told(reading))
                .containsExactly(
                        JULIET + ": repaired: 1 item (" + ROMEO + ") found by the names of their keys: roster:" + JULIET
                                + ":entries does not name them",
                        ROMEO + ": repaired: 2 items (" + JULIET + " first) found by the names of their keys: roster:"
                                + ROMEO + ":entries does not name them");
    }

    @Test
    void whatTheOlderVersionWroteBesideTheNewerOneComesOverToo() {
        new SleekProgram(client, false).save(ROMEO, NURSE, State.of("Nurse", "to"));
        new SleekProgram(client, false).save("paris@verona.example", JULIET, State.of("", "to"));
        program.save(ROMEO, JULIET, State.of("Juliet", "to"));

        Reading reading = read();

        assertThat(reading.roster(ROMEO).items()).hasSize(2);
        assertThat(reading.roster("paris@verona.example").items()).hasSize(1);
        assertThat(told(reading))
                .hasSize(3)
                .contains("paris@verona.example: repaired: an owner whom roster:owners does not name")
                .anyMatch(line -> line.startsWith(ROMEO + ": repaired: 1 item (" + NURSE + ") found by the names"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "true", "1", "yes", "on", "TRUE"})
    void spellingsOfTrue(String spelling) {
        program.save(ROMEO, JULIET, State.of("", "from"));
        client.hset("roster:" + ROMEO + ":" + JULIET, "to", spelling);

        Reading reading = read();

        assertThat(told(reading)).isEmpty();
        assertThat(item(reading.roster(), JULIET).subscription()).isEqualTo(Subscription.BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"False", "false", "0", "no", "off", "None", ""})
    void spellingsOfFalse(String spelling) {
        program.save(ROMEO, JULIET, State.of("", "from", "to"));
        client.hset("roster:" + ROMEO + ":" + JULIET, "to", spelling);

        Reading reading = read();

        assertThat(told(reading)).isEmpty();
        assertThat(item(reading.roster(), JULIET).subscription()).isEqualTo(Subscription.FROM);
    }

    @Test
    void missingFlagsAreFalseAndAreToldOnce() {
        program.save(ROMEO, JULIET, State.of("Juliet", "from", "to"));
        program.save(ROMEO, NURSE, State.of("Nurse", "from", "to"));
        client.hdel("roster:" + ROMEO + ":" + JULIET, "to", "pending_in");
        client.hdel("roster:" + ROMEO + ":" + NURSE, "name", "to");

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).subscription()).isEqualTo(Subscription.FROM);
        assertThat(item(reading.roster(), NURSE).name()).isEmpty();
        assertThat(told(reading))
                .containsExactly(ROMEO + ": repaired: 2 items (" + JULIET
                        + " first) with flags missing, which are read as false: a save was broken off");
    }

    @ParameterizedTest
    @CsvSource({
        "from, refused: the flag from is neither true nor false",
        "to, refused: the flag to is neither true nor false",
        "pending_in, 'repaired: the flag pending_in is neither true nor false, and is left out'",
        "pending_out, 'repaired: the flag pending_out is neither true nor false, and is left out'",
        "whitelisted, 'repaired: the flag whitelisted is neither true nor false, and is left out'",
    })
    void aFlagThatIsNeither(String flag, String finding) {
        program.save(ROMEO, JULIET, State.of("Juliet", "from", "to"));
        client.hset("roster:" + ROMEO + ":" + JULIET, flag, "maybe");

        Reading reading = read();

        assertThat(told(reading)).containsExactly(ROMEO + ": " + JULIET + ": " + finding);
        assertThat(contact(reading.roster(), JULIET).item().isPresent()).isEqualTo(finding.startsWith("repaired"));
        assertThat(contact(reading.roster(), JULIET).request()).isEmpty();
        assertThat(contact(reading.roster(), JULIET).extras()).isEmpty();
    }

    @Test
    void aRowWithoutAnyFlagIsAnItemAndTold() {
        program.save(ROMEO, JULIET, State.of("", "to"));
        program.save(ROMEO, "stranger@elsewhere.example", State.of(""));

        Reading reading = read();

        assertThat(item(reading.roster(), "stranger@elsewhere.example").subscription())
                .isEqualTo(Subscription.NONE);
        assertThat(told(reading))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(ROMEO + ": repaired: 1 item (stranger@elsewhere.example) without any flag set, come over as"
                        + " none: ");
    }

    @Test
    void theNameNoneIsPythonsForNone() {
        program.save(ROMEO, JULIET, State.of("None", "to"));
        program.save(ROMEO, NURSE, State.of("None", "to"));

        Reading reading = read();

        assertThat(reading.roster().items()).extracting(RosterItem::name).containsExactly("", "");
        assertThat(told(reading))
                .containsExactly(ROMEO + ": repaired: 2 items (" + JULIET
                        + " first) of the name None, which is left out: Python writes that where there is no name");
    }

    @Test
    void aRequestAloneIsNoItem() {
        program.save(ROMEO, JULIET, State.of("", "pending_in"));
        program.save(ROMEO, NURSE, State.of("None", "pending_in"));
        program.save(ROMEO, "named@capulet.example", State.of("Named", "pending_in"));
        program.save(
                ROMEO, "grouped@capulet.example", State.of("", "pending_in").in("g"));
        program.save(ROMEO, "known@capulet.example", State.of("", "pending_in", "to"));

        Roster roster = read().roster();

        assertThat(roster.requests())
                .hasSize(5)
                .allMatch(request -> request.equals(SubscriptionRequest.of(request.from(), Reading.NOW)));
        assertThat(roster.items())
                .extracting(item -> item.contact().toString())
                .containsExactlyInAnyOrder("named@capulet.example", "grouped@capulet.example", "known@capulet.example");
    }

    @Test
    void aRequestOfWhoIsSubscribedIsSettled() {
        program.save(ROMEO, JULIET, State.of("", "pending_in", "from"));

        Reading reading = read();

        assertThat(reading.roster().requests()).isEmpty();
        assertThat(told(reading))
                .containsExactly(ROMEO + ": " + JULIET
                        + ": repaired: the contact is subscribed already: the request is settled");
    }

    @Test
    void whitelistedIsAnExtra() {
        program.save(ROMEO, JULIET, State.of("", "whitelisted"));

        Reading reading = read();

        assertThat(told(reading)).isEmpty();
        assertThat(item(reading.roster(), JULIET).approved())
                .as("no server knows of it")
                .isFalse();
        assertThat(contact(reading.roster(), JULIET).extras())
                .containsExactly(Map.entry("sleekxmpp.whitelisted", "true"));
    }

    @Test
    void whatWasRemovedIsSkipped() {
        program.save(ROMEO, JULIET, State.of("Juliet", "from", "to"));
        program.save(ROMEO, NURSE, State.of("Nurse", "from", "to"));
        client.hset("roster:" + ROMEO + ":" + NURSE, "removed", "True");
        client.hset("roster:" + ROMEO + ":" + JULIET, "removed", "False");

        Reading reading = read();

        assertThat(reading.roster().items())
                .extracting(item -> item.contact().toString())
                .containsExactly(JULIET);
        assertThat(told(reading))
                .containsExactly(ROMEO + ": skipped: no part of a roster: 1 item (" + NURSE + ") marked as removed");
    }

    @Test
    void groupsAreSortedForTheirOrderIsLost() {
        program.save(ROMEO, JULIET, State.of("", "to").in("b", "a", "\u00e9", "c"));
        program.save(ROMEO, NURSE, State.of("", "to").in("only"));

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).groups()).containsExactly("a", "b", "c", "\u00e9");
        assertThat(told(reading))
                .containsExactly(ROMEO + ": repaired: 1 item (" + JULIET
                        + ") in more than one group, whose order Redis does not keep: they are sorted");
    }

    @Test
    void theContactEntriesHasTheKeyOfTheSetOfEntries() {
        program.save(ROMEO, JULIET, State.of("", "to"));
        client.sadd("roster:" + ROMEO + ":entries", "entries"); // HSET has failed then

        Reading reading = read();

        assertThat(reading.roster().items()).hasSize(1);
        assertThat(told(reading))
                .containsExactly(ROMEO + ": entries: refused: no item: its key would be that of the set of entries");
    }

    @Test
    void theContactEntriesOfTheOlderVersionIsInTheWayOfTheSet() {
        SleekProgram old = new SleekProgram(client, false);
        old.save(ROMEO, "entries", State.of("A host of that name", "to").in("g"));
        old.save(ROMEO, JULIET, State.of("", "to"));
        client.sadd("roster:owners", ROMEO);

        Reading reading = read();

        assertThat(item(reading.roster(), "entries").groups()).containsExactly("g");
        assertThat(reading.roster().items()).hasSize(2);
        assertThat(told(reading))
                .contains(ROMEO + ": repaired: roster:" + ROMEO
                        + ":entries is a hash, not the set of entries: contacts are found by the names of their keys");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOwnerGroupsHasKeysLikeThoseOfGroups(boolean isNew) {
        SleekProgram either = new SleekProgram(client, isNew);
        either.save("groups", JULIET, State.of("Juliet", "to").in("x", "y"));
        either.save("groups", "user@[::1]", State.of("", "from").in("z"));
        either.save(ROMEO, JULIET, State.of("", "to").in("Capulets"));

        Reading reading = read();

        assertThat(reading.owners()).containsExactly("groups", ROMEO);
        assertThat(item(reading.roster("groups"), JULIET).groups()).containsExactly("x", "y");
        assertThat(item(reading.roster("groups"), "user@[::1]").groups()).containsExactly("z");
        assertThat(reading.roster("groups").items()).hasSize(2);
        assertThat(item(reading.roster(ROMEO), JULIET).groups()).containsExactly("Capulets");
        assertThat(told(reading))
                .contains("groups: repaired: an owner of whom all keys begin as those of groups: they are told apart by"
                        + " their types");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void colonsOfAddressesAreNoSeparators(boolean isNew) {
        SleekProgram either = new SleekProgram(client, isNew);
        either.save("a@[::1]", "b@[2001:db8::5]", State.of("one", "to").in("g"));
        either.save("a@[::1]", "[::1]", State.of("two", "to"));
        either.save("[::1]", "a@[::1]", State.of("three", "to"));

        Reading reading = read();

        assertThat(reading.owners()).containsExactly("[::1]", "a@[::1]");
        assertThat(reading.roster("a@[::1]").items())
                .extracting(RosterItem::name)
                .containsExactlyInAnyOrder("one", "two");
        assertThat(item(reading.roster("a@[::1]"), "b@[2001:db8::5]").groups()).containsExactly("g");
        assertThat(item(reading.roster("[::1]"), "a@[::1]").name()).isEqualTo("three");
        assertThat(reading.findings().isEmpty()).isEqualTo(isNew);
        assertThat(reading.findings()).allMatch(finding -> finding.kind() == Finding.Kind.REPAIRED);
    }

    @Test
    void theSetsDecideWhereANameDoesNot() {
        String key = "roster:a.example/b:c.example/d:e.example";
        client.hset(key, Map.of("name", "n", "from", "True", "to", "True"));

        assertThat(told(read()))
                .containsExactly("refused: the key \"" + key
                        + "\" may be of \"a.example/b\" or of \"a.example/b:c.example/d\","
                        + " and no set of entries tells");

        client.sadd("roster:owners", "a.example/b", "a.example/b:c.example/d");
        assertThat(told(read())).anyMatch(line -> line.contains("no set of entries tells"));

        client.sadd("roster:a.example/b:c.example/d:entries", "e.example");
        client.srem("roster:owners", "a.example/b");
        Reading reading = read();
        assertThat(reading.owners()).containsExactly("a.example");
        assertThat(item(reading.roster(), "e.example").name()).isEqualTo("n");
    }

    @Test
    void twoOwnersWhoseKeyIsTheSameAreNotMixedUp() {
        String key = "roster:a.example/b:c.example/d:e.example";
        client.hset(key, Map.of("name", "n", "from", "True", "to", "True"));
        client.sadd("roster:owners", "a.example/b", "a.example/b:c.example/d");
        client.sadd("roster:a.example/b:entries", "c.example/d:e.example");

        Reading reading = read();

        assertThat(item(reading.roster(), "c.example").name()).isEqualTo("n");
        assertThat(told(reading))
                .contains("a.example: refused: an owner that came before; nothing of this spelling of it is read")
                .noneMatch(line -> line.contains("no set of entries tells"));
    }

    @Test
    void whatAreNoJidsIsRefusedOneByOne() {
        program.save(ROMEO, "@", State.of("", "to"));
        program.save(ROMEO, "b'juliet@capulet.example'", State.of("", "to"));
        program.save(ROMEO, "Juliet@Capulet.example/balcony", State.of("", "to"));
        program.save(ROMEO, JULIET, State.of("", "to", "pending_in", "whitelisted"));
        program.save("a b@c", JULIET, State.of("", "to"));
        client.sadd("roster:" + ROMEO + ":entries", "");
        client.sadd(("roster:" + ROMEO + ":entries").getBytes(ISO_8859_1), "andr\u00e9@x".getBytes(ISO_8859_1));

        Reading reading = read();

        assertThat(reading.owners()).containsExactly(ROMEO);
        assertThat(reading.roster().items()).hasSize(1);
        assertThat(told(reading))
                .hasSize(8)
                .anyMatch(line -> line.startsWith("a b@c: refused: not a JID, and so no owner: "))
                .anyMatch(line -> line.startsWith(ROMEO + ": @: refused: not a JID: "))
                .anyMatch(line -> line.startsWith(ROMEO + ": b'juliet@capulet.example': refused: not a JID: "))
                .contains(
                        ROMEO + ": " + JULIET + ": repaired: the resource of a full JID is cut off",
                        ROMEO + ": " + JULIET + ": repaired: prepared (RFC 7622) from \"Juliet@Capulet.example\"",
                        ROMEO + ": " + JULIET + ": refused: a second item of the same contact",
                        ROMEO + ": andr\ufffd@x: refused: not UTF-8, and so no JID")
                .anyMatch(line -> line.startsWith(ROMEO + ": refused: no item, only an entry"));
    }

    @Test
    void theSameOwnerInTwoSpellingsIsReadOnce() {
        program.save("Romeo@Montague.example", JULIET, State.of("upper", "to"));
        program.save(ROMEO, JULIET, State.of("lower", "to"));

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).name()).isEqualTo("upper");
        assertThat(told(reading))
                .containsExactly(
                        ROMEO + ": repaired: prepared (RFC 7622) from \"Romeo@Montague.example\"",
                        ROMEO + ": refused: an owner that came before; nothing of this spelling of it is read");
    }

    @Test
    void textThatIsNoneIsLeftOut() {
        program.save(ROMEO, JULIET, State.of("", "to").in("good"));
        client.hset(
                ("roster:" + ROMEO + ":" + JULIET).getBytes(ISO_8859_1),
                "name".getBytes(ISO_8859_1),
                "Zo\u00eb".getBytes(ISO_8859_1));
        client.sadd(("roster:groups:" + ROMEO + ":" + JULIET).getBytes(ISO_8859_1), "Caf\u00e9".getBytes(ISO_8859_1));
        program.save(ROMEO, NURSE, State.of("\u0001", "to"));

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).groups()).containsExactly("good");
        assertThat(reading.roster().items()).hasSize(1);
        assertThat(told(reading))
                .hasSize(3)
                .contains(
                        ROMEO + ": " + JULIET + ": repaired: name is octets that are not UTF-8, and is left out",
                        ROMEO + ": " + JULIET + ": repaired: a group is octets that are not UTF-8, and is left out")
                .anyMatch(line -> line.startsWith(ROMEO + ": " + NURSE + ": refused: "));
    }

    @Test
    void keysOfAnotherTypeAreTold() {
        program.save(ROMEO, JULIET, State.of("Juliet", "to"));
        client.set("roster:groups:" + ROMEO + ":" + JULIET, "a string");
        client.sadd("roster:" + ROMEO + ":entries", NURSE);
        client.lpush("roster:" + ROMEO + ":" + NURSE, "a list");
        client.set("roster:" + ROMEO + ":paris@verona.example", "a string");
        client.zadd("roster:statistics", 1, "x");
        client.sadd("roster:something", "x");

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).groups()).isEmpty();
        assertThat(reading.roster().items()).hasSize(1);
        assertThat(told(reading))
                .contains(
                        ROMEO + ": " + JULIET
                                + ": repaired: the groups are left out: their key is of another type than a set",
                        ROMEO + ": " + NURSE + ": refused: roster:" + ROMEO + ":" + NURSE
                                + " is not the hash of an item",
                        ROMEO + ": paris@verona.example: refused: roster:" + ROMEO
                                + ":paris@verona.example is not the hash of an item",
                        "skipped: no part of a roster: a zset that SleekRedis does not write",
                        "skipped: no part of a roster: a set that SleekRedis does not write");
    }

    @Test
    void setsOfAnotherTypeAreDoneWithout() {
        program.save(ROMEO, JULIET, State.of("Juliet", "to"));
        client.set("roster:owners", "a string");
        client.set("roster:" + ROMEO + ":entries", "a string");

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).name()).isEqualTo("Juliet");
        assertThat(told(reading))
                .hasSize(4)
                .contains(
                        "repaired: roster:owners is not the set of owners; they are found by the names of the keys",
                        ROMEO + ": repaired: roster:" + ROMEO + ":entries is a string, not the set of entries:"
                                + " contacts are found by the names of their keys");
    }

    @Test
    void hashesAndFieldsOfOthersAreTold() {
        program.save(ROMEO, JULIET, State.of("Juliet", "to"));
        client.hset("roster:" + ROMEO + ":" + JULIET, Map.of("subscription", "both", "colour", "red"));
        client.hset("roster:configuration", "k", "v");
        client.set("other:key", "not ours");

        Reading reading = read();

        assertThat(item(reading.roster(), JULIET).subscription())
                .as("from and to say it, also to SleekXMPP")
                .isEqualTo(Subscription.TO);
        assertThat(told(reading))
                .containsExactly(
                        "refused: the key \"roster:configuration\" names no owner and contact",
                        ROMEO + ": skipped: no part of a roster: field colour of item");
    }

    @Test
    void anOwnerWithoutContactsIsNoEmptyRoster() {
        client.sadd("roster:owners", ROMEO);

        Reading reading = read();

        assertThat(reading.rosters()).isEmpty();
        assertThat(told(reading))
                .containsExactly(ROMEO + ": refused: an owner without contacts; nothing of it is read");
    }

    @Test
    void anotherDatabaseIsNoEmptyRoster() {
        client.set("something", "else");

        assertThat(told(read())).containsExactly("refused: SleekRedis has written nothing to this database");
        assertThat(told(read(ROMEO)))
                .containsExactly(ROMEO + ": refused: SleekRedis has written nothing to this database");
    }

    @Test
    void oneOwnerIsReadByAPatternThatMeansNothingElse() {
        SleekProgram old = new SleekProgram(client, false);
        String owner = "a*b?^-@[::1]";
        old.save(owner, JULIET, State.of("right", "to"));
        old.save("axbyz-@[::1]", NURSE, State.of("wrong", "to"));
        old.save("axby^z@1", NURSE, State.of("wrong", "to"));

        Reading reading = read(owner);

        assertThat(reading.owners()).containsExactly(owner);
        assertThat(reading.roster().items()).extracting(RosterItem::name).containsExactly("right");
    }

    @Test
    void oneOwnerIsReadInTheSpellingOfItsKeys() {
        program.save("Romeo@Montague.example", JULIET, State.of("Juliet", "to"));
        program.save(JULIET, ROMEO, State.of("Romeo", "to"));

        Reading reading = read(ROMEO);

        assertThat(reading.owners()).containsExactly(ROMEO);
        assertThat(item(reading.roster(), JULIET).name()).isEqualTo("Juliet");
    }

    @Test
    void anotherDatabaseOfTheServerIsNamedByThePath() {
        try (RedisClient second = RedisClient.create("redis://127.0.0.1:%d/3".formatted(redis.port()))) {
            new SleekProgram(second, true).save(ROMEO, JULIET, State.of("Juliet", "to"));
        }
        Reading reading = Reading.by((rosters, findings) ->
                new SleekRedisReader(rosters, findings, Reading.CLOCK).read(redis.uri() + "/3?timeout=9s"));

        assertThat(reading.owners()).containsExactly(ROMEO);
        assertThat(read().owners()).isEmpty();
    }

    @Test
    void readingTwiceGivesTheSame() {
        program.save(ROMEO, JULIET, State.of("", "to", "pending_in").in("b", "a"));
        program.save(ROMEO, NURSE, State.of("None", "whitelisted"));

        assertThat(read()).isEqualTo(read());
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsFetched() {
        program.save(ROMEO, JULIET, State.of("Juliet", "to"));
        program.save(ROMEO, NURSE, State.of("x".repeat(1 << 20), "to"));
        program.save(ROMEO, "paris@verona.example", State.of("", "to").in("y".repeat(1 << 20)));
        String key = "roster:" + ROMEO + ":" + "z".repeat(9_000);
        client.hset(key, "name", "n");

        Reading reading = read();

        assertThat(reading.roster().items())
                .extracting(item -> item.contact().toString())
                .containsExactly(JULIET);
        assertThat(told(reading))
                .containsExactlyInAnyOrder(
                        "refused: a key of over 8,192 characters",
                        ROMEO + ": " + NURSE + ": refused: item of over 524,288 octets",
                        ROMEO + ": paris@verona.example: refused: item of over 524,288 octets");
    }

    @Test
    void manyContactsComeInBatches() {
        String names = IntStream.range(0, 1_234).mapToObj(i -> "c" + i + "@x").collect(Collectors.joining(" "));
        Arrays.stream(names.split(" "))
                .forEach(name -> program.save(ROMEO, name, State.of(name, "to").in(name)));

        Reading reading = read();

        assertThat(told(reading)).isEmpty();
        assertThat(reading.roster().items())
                .hasSize(1_234)
                .allMatch(item -> item.groups().contains(item.name())
                        && item.contact().toString().equals(item.name()));
    }
}
