package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** {@code show}, {@code put}, {@code remove}, {@code extra}, {@code erase} and {@code owners}, as a user says them. */
class ContactCommandsTest {

    private static final String R = ROMEO.toString();
    private static final String J = JULIET.toString();

    @RegisterExtension
    private final Verona verona = new Verona();

    private Contact juliet() {
        return verona.store().find(ROMEO, JULIET);
    }

    @Test
    void aContactIsAddedAndShown() {
        assertThat(verona.run("put", R, "Juliet@Capulet.example", "--name", "Juliet ❤", "--group", "A", "--group", "B"))
                .isZero();
        assertThat(verona.err()).isEqualTo(R + ": " + J + " added" + System.lineSeparator());
        assertThat(verona.run("show", R)).isZero();
        assertThat(verona.out()).contains("CONTACT", J + "  Juliet ❤  none", "A · B", "1 contacts", "ver none");
        assertThat(verona.run("show", R, J)).isZero();
        assertThat(verona.out()).contains("name", "Juliet ❤", "group", "changed in");
    }

    @Test
    void whatIsNotNamedStays() {
        RosterItem before = RosterItem.of(JULIET)
                .withName("Juliet")
                .withGroups("B", "A")
                .withSubscription(Subscription.TO)
                .withAsk(true)
                .withApproved(true);
        verona.store().commit(ROMEO, RosterEdit.put(before).and(RosterEdit.extra(JULIET, "k", "v")));

        assertThat(verona.run("put", R, J, "--name", "Julia")).isZero();
        assertThat(juliet().item().orElseThrow().identical(before.withName("Julia")))
                .isTrue();
        assertThat(juliet().extras()).containsEntry("k", "v");

        assertThat(verona.run("put", R, J, "--no-ask", "--subscription", "both", "--no-groups", "--name", ""))
                .isZero();
        assertThat(juliet().item())
                .contains(before.withName("").withGroups().withAsk(false).withSubscription(Subscription.BOTH));

        assertThat(verona.run("put", R, J, "--ask", "--no-approved")).isZero();
        assertThat(juliet().item())
                .contains(before.withName("").withGroups().withApproved(false).withSubscription(Subscription.BOTH));
    }

    @Test
    void whatIsSoAlreadyIsNotCommitted() {
        verona.run("put", R, J, "--name", "Juliet");
        Revision before = verona.store().revision(ROMEO);
        assertThat(verona.run("put", R, J, "--name", "Juliet", "--json")).isZero();
        assertThat(verona.out()).startsWith("{\"effect\":\"unchanged\",").hasLineCount(1);
        assertThat(verona.store().revision(ROMEO)).isEqualTo(before);
    }

    @Test
    void aChangedRosterHasNoVerAnyMore() {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.ver("7")));
        assertThat(verona.run("extra", R, J, "k", "v")).isZero();
        assertThat(verona.store().load(ROMEO).ver()).contains("7");
        assertThat(verona.run("put", R, J, "--ask")).isZero();
        assertThat(verona.store().load(ROMEO).ver()).isEmpty();
    }

    @Test
    void aContactIsRemovedOnce() {
        verona.run("put", R, J);
        assertThat(verona.run("remove", R, J)).isZero();
        assertThat(juliet().isAbsent()).isTrue();
        assertThat(verona.run("remove", R, J)).isEqualTo(ExitCode.NO);
        assertThat(verona.err()).contains("does not have the contact").hasLineCount(1);
    }

    @Test
    void aRequestWaitsOnAfterARemoval() {
        SubscriptionRequest request = SubscriptionRequest.of(JULIET, Instant.EPOCH);
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.request(request)));
        assertThat(verona.run("remove", R, J)).isZero();
        assertThat(juliet().request()).contains(request);
        assertThat(verona.run("show", R)).isZero();
        assertThat(verona.out()).contains("pending in");
    }

    @Test
    void anExtraIsSetReadAndDropped() {
        assertThat(verona.run("extra", R, J, "trusted")).isEqualTo(ExitCode.NO);
        assertThat(verona.run("extra", R, J, "trusted", "yes")).isZero();
        assertThat(verona.run("extra", R, J, "trusted")).isZero();
        assertThat(verona.out()).isEqualTo("yes" + System.lineSeparator());
        assertThat(verona.run("extra", R, J, "trusted", "")).isZero();
        assertThat(juliet().extras()).containsEntry("trusted", "");
        assertThat(verona.run("extra", R, J, "trusted", "--drop")).isZero();
        assertThat(juliet().extras()).isEmpty();
        assertThat(verona.run("extra", R, J, "trusted", "--drop")).isEqualTo(ExitCode.NO);
        assertThat(verona.run("extra", R, J, "roster.x", "1")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void nobodyIsErasedWithoutAYes() {
        verona.run("put", R, J);
        assertThat(verona.run("erase", R)).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err()).contains("--yes").hasLineCount(1);
        assertThat(verona.run(Console.answering("n\n"), "erase", R)).isEqualTo(ExitCode.NO);
        assertThat(verona.err()).contains("with 1 contacts and 0 pending requests?", "[y/N] ", "nothing was erased");
        assertThat(verona.run(Console.answering(""), "erase", R)).isEqualTo(ExitCode.NO);
        assertThat(juliet().item()).isPresent();
        assertThat(verona.run(Console.answering("y\n"), "erase", R)).isZero();
        assertThat(juliet().item()).isEmpty();
        verona.run("put", R, J);
        assertThat(verona.run("erase", R, "--yes")).isZero();
        assertThat(juliet().item()).isEmpty();
        assertThat(verona.run("erase", "nobody@example.net", "--yes")).isEqualTo(ExitCode.NO);
    }

    @Test
    void theOwnersAreListedAndCounted() {
        for (int i = 0; i < 1_100; i++) {
            verona.store().commit(BareJid.of("u" + i + "@example.net"), RosterEdit.nothing());
        }
        verona.run("put", R, J);
        assertThat(verona.run("owners")).isZero();
        assertThat(verona.out().lines()).hasSize(1_101).contains(R).doesNotHaveDuplicates();
        assertThat(verona.run("owners", "-l")).isZero();
        assertThat(verona.out()).contains("CONTACTS").containsPattern(R + " +1 +0 +1-");
        assertThat(verona.run("owners", "-l", "--json")).isZero();
        assertThat(verona.out())
                .hasLineCount(1)
                .contains("{\"owner\":\"" + R + "\",\"contacts\":1,\"requests\":0,\"unreadable\":0,");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(verona.run("show", R)).isEqualTo(ExitCode.NO);
        assertThat(verona.err()).contains("does not have the owner " + R).hasLineCount(1);
        verona.run("put", R, J);
        assertThat(verona.run("show", R, NURSE.toString())).isEqualTo(ExitCode.NO);
        assertThat(verona.err()).contains("does not have the contact " + NURSE).hasLineCount(1);
    }

    @Test
    void aProgramGetsTheRosterWithItsDigest() {
        verona.run("put", R, J, "--name", "\u009B2J");
        assertThat(verona.run("show", R, "--json")).isZero();
        assertThat(verona.out())
                .hasLineCount(1)
                .contains("\"digest\":\"" + RosterDigest.of(verona.store().load(ROMEO)), "\"name\":\"\\u009b2J\"");
        assertThat(verona.run("show", R)).isZero();
        assertThat(verona.out()).contains("\\u009B2J").doesNotContain("\u009B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"romeo@montague.example/orchard", "@", "ro meo@montague.example"})
    void whatIsNoBareJidIsWrongUsage(String jid) {
        assertThat(verona.run("show", jid)).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err()).contains("'" + jid + "' is no bare JID: ").hasLineCount(1);
    }

    @Test
    void tooMuchIsRefusedAndChangesNothing() {
        assertThat(verona.run("put", R, J, "--name", "x".repeat(2_000))).isEqualTo(ExitCode.DATA);
        assertThat(verona.run("put", R, J, "--name", "\u0001")).isEqualTo(ExitCode.USAGE);
        assertThat(verona.run("put", R, J, "--group", "")).isEqualTo(ExitCode.USAGE);
        assertThat(verona.run("put", R, J, "--group", "A", "--no-groups")).isEqualTo(ExitCode.USAGE);
        assertThat(verona.run("put", R, J, "--ask", "--no-ask")).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err())
                .contains("--ask and --no-ask contradict each other")
                .hasLineCount(1);
        assertThat(verona.store().catalog().orElseThrow().owners()).isEmpty();
        assertThat(juliet().item()).isEqualTo(Optional.empty());
    }
}
