package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/** What each statement of an edit makes of what was there. */
class OwnerStateCommitTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final RosterItem OLD_ITEM = RosterItem.of(JULIET).withName("old");
    private static final RosterItem NEW_ITEM = RosterItem.of(JULIET).withName("new");
    private static final SubscriptionRequest OLD_REQUEST = request(JULIET, "old");
    private static final SubscriptionRequest NEW_REQUEST = request(JULIET, "new");

    private static SubscriptionRequest request(BareJid from, String status) {
        return new SubscriptionRequest(from, "", status, "", NOW);
    }

    private static OwnerState commit(OwnerState state, RosterEdit edit) {
        return state.commit(edit, Condition.none(), NOW).after();
    }

    /** The statements, by their names in the table below. */
    private static final Map<String, RosterEdit> STATEMENTS = Map.ofEntries(
            Map.entry("put", RosterEdit.put(NEW_ITEM)),
            Map.entry("put the same", RosterEdit.put(OLD_ITEM)),
            Map.entry("remove", RosterEdit.remove(JULIET)),
            Map.entry("replace with", RosterEdit.replaceItems(List.of(NEW_ITEM))),
            Map.entry("replace with the same", RosterEdit.replaceItems(List.of(OLD_ITEM))),
            Map.entry("replace without", RosterEdit.replaceItems(List.of(RosterItem.of(ROMEO)))),
            Map.entry("request", RosterEdit.request(NEW_REQUEST)),
            Map.entry("settle", RosterEdit.settle(JULIET)),
            Map.entry("extra", RosterEdit.extra(JULIET, "new", "")),
            Map.entry("no extra", RosterEdit.noExtra(JULIET, "old")),
            Map.entry("no other extra", RosterEdit.noExtra(JULIET, "new")),
            Map.entry(
                    "replace without, extra",
                    RosterEdit.replaceItems(List.of()).and(RosterEdit.extra(JULIET, "new", ""))),
            Map.entry("put, settle", RosterEdit.put(NEW_ITEM).and(RosterEdit.settle(JULIET))),
            Map.entry("remove, request", RosterEdit.remove(JULIET).and(RosterEdit.request(NEW_REQUEST))),
            Map.entry("ver", RosterEdit.ver("2")),
            Map.entry("another contact", RosterEdit.put(RosterItem.of(ROMEO))),
            Map.entry("nothing", RosterEdit.nothing()));

    /**
     * Statement by statement, what is left of a contact that had nothing, or an item, a request, an extra (i, r, e), or
     * several of them. Capitals are what the statement has set; {@code =} where the contact is not touched.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            put                    | I     I     Ir    Ie    Ir    Ie    Ire   Ire
            put the same           | i     i     ir    ie    ir    ie    ire   ire
            remove                 | -     -     r     -     r     -     r     r
            replace with           | I     I     Ir    Ie    Ir    Ie    Ire   Ire
            replace with the same  | i     =i    ir    ie    =ir   =ie   ire   =ire
            replace without        | =-    -     =r    =e    r     -     =re   r
            request                | R     iR    R     Re    iR    iRe   Re    iRe
            settle                 | -     i     -     e     i     ie    e     ie
            extra                  | E     iE    rE    eE    irE   ieE   reE   ireE
            no extra               | -     i     r     -     ir    i     r     ir
            no other extra         | -     i     r     e     ir    ie    re    ire
            replace without, extra | E     E     rE    eE    rE    E     reE   rE
            put, settle            | I     I     I     Ie    I     Ie    Ie    Ie
            remove, request        | R     R     R     R     R     R     R     R
            ver                    | =-    =i    =r    =e    =ir   =ie   =re   =ire
            another contact        | =-    =i    =r    =e    =ir   =ie   =re   =ire
            nothing                | =-    =i    =r    =e    =ir   =ie   =re   =ire
            """)
    void eachStatementOnEachStateOfAContact(String statement, String row) {
        List<String> befores = List.of("-", "i", "r", "e", "ir", "ie", "re", "ire");
        String[] afters = row.split(" +");
        assertThat(afters).hasSize(befores.size());
        for (int i = 0; i < afters.length; i++) {
            OwnerState before = commit(OwnerState.none(OWNER), edit(befores.get(i)));
            OwnerState after = commit(before, STATEMENTS.get(statement));
            Contact contact = after.roster().contact(JULIET);
            boolean touched = !afters[i].startsWith("=");

            assertThat(letters(contact))
                    .as("%s on %s", statement, befores.get(i))
                    .isEqualTo(afters[i].replace("=", ""));
            assertThat(contact.changedIn())
                    .as("%s on %s", statement, befores.get(i))
                    .isEqualTo(touched || contact.isAbsent() ? after.revision() : before.revision());
            assertThat(after.since(before.revision()).orElseThrow().contacts().containsKey(JULIET))
                    .as("%s on %s", statement, befores.get(i))
                    .isEqualTo(touched);
        }
    }

    private static RosterEdit edit(String letters) {
        RosterEdit edit = RosterEdit.nothing();
        edit = letters.contains("i") ? edit.and(RosterEdit.put(OLD_ITEM)) : edit;
        edit = letters.contains("r") ? edit.and(RosterEdit.request(OLD_REQUEST)) : edit;
        return letters.contains("e") ? edit.and(RosterEdit.extra(JULIET, "old", "")) : edit;
    }

    private static String letters(Contact contact) {
        String letters =
                contact.item().map(item -> item.equals(NEW_ITEM) ? "I" : "i").orElse("")
                        + contact.request()
                                .map(request -> request.equals(NEW_REQUEST) ? "R" : "r")
                                .orElse("")
                        + (contact.extras().containsKey("old") ? "e" : "")
                        + (contact.extras().containsKey("new") ? "E" : "");
        return letters.isEmpty() ? "-" : letters;
    }

    @Test
    void theVerStaysUnlessTheEditSpeaksOfIt() {
        OwnerState state = commit(OwnerState.none(OWNER), RosterEdit.ver("1"));

        assertThat(commit(state, RosterEdit.put(NEW_ITEM)).roster().ver()).contains("1");
        assertThat(commit(state, RosterEdit.replaceItems(List.of())).roster().ver())
                .contains("1");
        assertThat(commit(state, RosterEdit.ver("")).roster().ver()).contains("");
        assertThat(commit(state, RosterEdit.noVer()).roster().ver()).isEmpty();
    }

    @Test
    void aCommitOfNothingIsACommit() {
        OwnerState state = commit(OwnerState.none(OWNER), RosterEdit.nothing());

        assertThat(state.revision().counter()).isEqualTo(1);
        assertThat(state.exists()).isTrue();
        assertThat(commit(state, RosterEdit.nothing()).revision().counter()).isEqualTo(2);
    }

    @Test
    void anOrderOfGroupsIsAChangeForReplaceItems() {
        OwnerState state = commit(OwnerState.none(OWNER), RosterEdit.put(OLD_ITEM.withGroups("A", "B")));
        OwnerState turned = commit(state, RosterEdit.replaceItems(List.of(OLD_ITEM.withGroups("B", "A"))));

        assertThat(turned.roster().contact(JULIET).changedIn()).isEqualTo(turned.revision());
        assertThat(turned.roster().contact(JULIET).item().orElseThrow().groups())
                .containsExactly("B", "A");
    }

    @Test
    void theStateBeforeStaysAsItWas() {
        OwnerState before = commit(OwnerState.none(OWNER), edit("ire"));
        Roster roster = before.roster();
        Roster copy = new Roster(
                OWNER, roster.revision(), roster.ver(), new HashMap<>(roster.contacts()), roster.unreadable());

        commit(before, RosterEdit.remove(JULIET).and(RosterEdit.ver("2")));
        commit(before, RosterEdit.eraseAll());

        assertThat(before.roster()).isEqualTo(copy);
        assertThat(roster).isEqualTo(copy);
    }

    @Test
    void theIdIsDrawnUnlessTheConditionGivesIt() {
        OwnerState state = OwnerState.none(OWNER);

        assertThat(state.commit(RosterEdit.nothing(), Condition.none().withCommit(9), NOW)
                        .result())
                .isEqualTo(new Committed(new Revision(1, 9)));
        assertThat(commit(state, RosterEdit.nothing()).revision())
                .isNotEqualTo(commit(state, RosterEdit.nothing()).revision());
    }

    @Test
    void aContactMayNotGrowBeyondItsLimits() {
        OwnerState state = OwnerState.none(OWNER);
        for (int i = 0; i < Limits.EXTRAS; i++) {
            state = commit(state, RosterEdit.extra(JULIET, "key " + i, ""));
        }
        OwnerState full = state;

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> commit(full, RosterEdit.extra(JULIET, "one more", "")));
        assertThat(commit(full, RosterEdit.extra(JULIET, "key 7", "changed"))
                        .roster()
                        .contact(JULIET)
                        .extras())
                .hasSize(Limits.EXTRAS);
        assertThat(commit(full, RosterEdit.noExtra(JULIET, "key 7").and(RosterEdit.extra(JULIET, "one more", "")))
                        .roster()
                        .contact(JULIET)
                        .extras())
                .hasSize(Limits.EXTRAS);
    }

    @Test
    void anOwnerMayHave100_000RequestsAndNoMore() {
        OwnerState full = commit(
                OwnerState.none(OWNER),
                RosterEdit.all(IntStream.range(0, Limits.REQUESTS)
                        .mapToObj(
                                i -> RosterEdit.request(request(BareJid.stored("stranger-" + i + "@example.org"), "")))
                        .collect(Collectors.toList())));
        BareJid first = BareJid.stored("stranger-0@example.org");
        RosterEdit oneMore = RosterEdit.request(OLD_REQUEST);

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> commit(full, oneMore))
                .withMessageContaining("100,001");
        assertThat(commit(full, RosterEdit.request(request(first, "again")))
                        .revision()
                        .counter())
                .isEqualTo(2);
        assertThat(commit(full, RosterEdit.put(NEW_ITEM)).revision().counter()).isEqualTo(2);
        OwnerState swapped = commit(full, oneMore.and(RosterEdit.settle(first)));
        assertThat(swapped.roster().requests()).hasSize(Limits.REQUESTS);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> commit(swapped, RosterEdit.request(request(first, ""))));
        assertThat(commit(commit(full, RosterEdit.eraseAll()), oneMore).roster().requests())
                .hasSize(1);
    }

    @Test
    void aMapOfTheStoresChoiceGetsEachChangeOnce() {
        Map<BareJid, Contact> empty = new HashMap<>();
        OwnerState none = OwnerState.none(OWNER, empty, (contacts, changes) -> {
            Map<BareJid, Contact> after = new HashMap<>(contacts);
            assertThat(changes).isNotEmpty();
            changes.forEach((jid, contact) -> contact.ifPresentOrElse(
                    present -> assertThat(after.put(jid, present)).isNull(),
                    () -> assertThat(after.remove(jid)).isNotNull()));
            return after;
        });

        OwnerState state = commit(none, RosterEdit.put(OLD_ITEM).and(RosterEdit.request(request(ROMEO, ""))));
        state = commit(state, RosterEdit.nothing());
        state = commit(state, RosterEdit.remove(JULIET));

        assertThat(state.roster().contacts()).containsOnlyKeys(ROMEO);
        assertThat(state.roster().contact(ROMEO).item()).isEqualTo(Optional.empty());
        assertThat(empty).isEmpty();
    }
}
