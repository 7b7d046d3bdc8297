package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.ROMEO;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

class PruneCommandTest {

    @RegisterExtension
    private final Verona verona = new Verona();

    private static BareJid jid(String name) {
        return BareJid.of(name + "@capulet.example");
    }

    private static RosterItem item(String name) {
        return RosterItem.of(jid(name));
    }

    @BeforeEach
    void everyKindOfContact() {
        verona.store()
                .commit(
                        ROMEO,
                        RosterEdit.all(List.of(
                                RosterEdit.put(item("bare")),
                                RosterEdit.put(item("named").withName("Named")),
                                RosterEdit.put(item("grouped").withGroups("A")),
                                RosterEdit.put(item("extra")),
                                RosterEdit.extra(jid("extra"), "k", "v"),
                                RosterEdit.extra(jid("onlyextra"), "k", "v"),
                                RosterEdit.put(item("asked").withAsk(true)),
                                RosterEdit.put(item("approved").withApproved(true)),
                                RosterEdit.put(item("to").withSubscription(Subscription.TO)),
                                RosterEdit.put(item("requested")),
                                RosterEdit.request(SubscriptionRequest.of(jid("requested"), Instant.EPOCH)),
                                RosterEdit.ver("7"))));
        verona.store()
                .commit(
                        BENVOLIO,
                        RosterEdit.put(item("to").withSubscription(Subscription.TO))
                                .and(RosterEdit.ver("8")));
    }

    @Test
    void itOnlySaysWhoWouldGo() {
        for (String[] options : new String[][] {{"prune"}, {"prune", "--dry-run", "--yes"}}) {
            assertThat(verona.run(options)).isZero();
            assertThat(verona.out().lines()).containsExactly(ROMEO + ": " + jid("bare"), ROMEO + ": " + jid("named"));
            assertThat(verona.err()).contains("2 contacts of 1 owners would go; --yes removes them");
        }
        assertThat(verona.store().load(ROMEO).contacts()).hasSize(9);
    }

    @Test
    void whatSomebodyFiledStays() {
        assertThat(verona.run("prune", "--yes")).isZero();
        assertThat(verona.err()).contains("2 contacts of 1 owners removed");
        assertThat(verona.store().load(ROMEO).contacts()).hasSize(7).doesNotContainKeys(jid("bare"), jid("named"));
        assertThat(verona.store().load(ROMEO).ver()).isEmpty();
        assertThat(verona.store().load(BENVOLIO).ver()).as("nobody of his went").contains("8");
        assertThat(verona.run("prune", "--yes", "--json")).isZero();
        assertThat(verona.out()).contains("\"removed\":true,\"contacts\":[],");
    }

    @Test
    void allGoThatAreTiedByNothing() {
        assertThat(verona.run("prune", "--all", "--yes", ROMEO.toString())).isZero();
        assertThat(verona.store().load(ROMEO).contacts())
                .containsOnlyKeys(jid("onlyextra"), jid("asked"), jid("approved"), jid("to"), jid("requested"));
    }
}
