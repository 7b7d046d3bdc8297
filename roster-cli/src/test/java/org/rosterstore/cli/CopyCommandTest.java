package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;
import static org.rosterstore.cli.Verona.TYBALT;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.spi.ForwardingRosterStore;

class CopyCommandTest {

    private static final int OWNERS = 1_000;

    @RegisterExtension
    private final Verona from = new Verona();

    @RegisterExtension
    private final Verona to = new Verona();

    private final Console console = new Console();

    @Test
    void everythingOfEverybodyComesOver() {
        fill(from.store());
        assertThat(console.run("copy", from.uri(), to.uri(), "--all")).isZero();
        assertThat(console.err())
                .contains("3 owners read: 0 the same, 3 written, 3 of them read back and verified")
                .hasLineCount(1);
        assertThat(to.store().load(ROMEO).sameContent(from.store().load(ROMEO))).isTrue();
        assertThat(to.store().catalog().orElseThrow().owners())
                .as("the empty one too")
                .contains(BENVOLIO);

        Console again = new Console();
        assertThat(again.run("copy", from.uri(), to.uri(), "--all", "--json")).isZero();
        assertThat(again.out())
                .contains(
                        "\"read\":3,\"same\":3,\"written\":0,\"verified\":0,\"only_in_to\":0,\"erased\":0,\"problems\":[]");
        assertThat(to.store().revision(ROMEO).counter()).isOne();
    }

    @Test
    void storesMayBeOfDifferentKinds() {
        fill(from.store());
        String memory = "memory:" + Revision.newCommitId();
        try (RosterStore between = RosterStores.open(memory)) {
            assertThat(console.run("copy", from.uri(), memory, "--all")).isZero();
            assertThat(console.run("copy", memory, to.uri(), "--all")).isZero();
            assertThat(between.load(ROMEO).sameContent(to.store().load(ROMEO))).isTrue();
        }
        assertThat(console.err()).contains("3 written, 3 of them read back").hasLineCount(2);
        assertThat(new Console().run("diff", from.uri(), to.uri())).isZero();
    }

    private static void fill(RosterStore store) {
        store.commit(
                ROMEO,
                RosterEdit.put(RosterItem.of(JULIET).withName("Juliet ❤").withGroups("B", "A"))
                        .and(RosterEdit.put(RosterItem.of(NURSE)))
                        .and(RosterEdit.request(SubscriptionRequest.of(TYBALT, Instant.EPOCH)))
                        .and(RosterEdit.extra(BENVOLIO, "k", "v"))
                        .and(RosterEdit.ver("7")));
        store.commit(BENVOLIO, RosterEdit.nothing());
        store.commit(NURSE, RosterEdit.put(RosterItem.of(JULIET)));
    }

    /** Every kind of difference becomes none: what an item leaves behind included. */
    @Test
    void whatIsDifferentBecomesTheSame() {
        fill(from.store());
        to.store()
                .commit(
                        ROMEO,
                        RosterEdit.put(RosterItem.of(JULIET)
                                        .withName("Juliet ❤")
                                        .withGroups("A", "B"))
                                .and(RosterEdit.extra(JULIET, "only", "here"))
                                .and(RosterEdit.put(RosterItem.of(BENVOLIO)))
                                .and(RosterEdit.extra(BENVOLIO, "k", "v"))
                                .and(RosterEdit.put(RosterItem.of(TYBALT)))
                                .and(RosterEdit.request(SubscriptionRequest.of(NURSE, Instant.EPOCH))));
        assertThat(console.run("copy", from.uri(), to.uri(), "--all")).isZero();
        assertThat(new Console().run("diff", from.uri(), to.uri())).isZero();
    }

    @Test
    void someOwnersAreCopied() {
        fill(from.store());
        assertThat(console.run("copy", from.uri(), to.uri(), ROMEO.toString())).isZero();
        assertThat(to.store().catalog().orElseThrow().owners()).containsExactly(ROMEO);
        assertThat(console.run("copy", from.uri(), to.uri(), ROMEO.toString(), TYBALT.toString()))
                .isEqualTo(ExitCode.NO);
        assertThat(console.err()).contains(TYBALT + ": not there");
    }

    @Test
    void whomIsSaidInOneWay() {
        assertThat(console.run("copy", from.uri(), to.uri())).isEqualTo(ExitCode.USAGE);
        assertThat(console.run("copy", from.uri(), to.uri(), "--all", "a@b")).isEqualTo(ExitCode.USAGE);
        assertThat(console.run("copy", from.uri(), to.uri(), "--mirror", "a@b")).isEqualTo(ExitCode.USAGE);
        assertThat(console.run("copy", from.uri(), from.uri(), "--all")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).hasLineCount(4);
    }

    @Test
    void noPasswordIsShown() {
        assertThat(console.run("copy", "mongodb://bot:s3cret@h1/0", to.uri(), "--all"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(console.run("diff", to.uri(), "mongodb://bot:s3cret@h1/0")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("warning: ", "FROM", "roster-mongo").doesNotContain("s3cret");
    }

    @Test
    void whoIsOnlyInTheOtherStoreStaysUnlessMirrored() {
        fill(from.store());
        to.store().commit(TYBALT, RosterEdit.put(RosterItem.of(JULIET)));
        assertThat(console.run("copy", from.uri(), to.uri(), "--all")).isZero();
        assertThat(console.err()).contains("1 owners are only in TO, and stay (--mirror erases them)");

        Console no = Console.answering("\n");
        assertThat(no.run("copy", from.uri(), to.uri(), "--all", "--mirror")).isEqualTo(ExitCode.NO);
        assertThat(no.err()).contains("Erase 1 owners that only TO has (" + TYBALT + ")?");
        assertThat(to.store().load(TYBALT).contacts()).isNotEmpty();

        Console yes = Console.answering("yes\n");
        assertThat(yes.run("copy", from.uri(), to.uri(), "--all", "--mirror")).isZero();
        assertThat(to.store().load(TYBALT).contacts()).isEmpty();
        assertThat(to.store().catalog().orElseThrow().owners()).hasSize(3);
    }

    @Test
    void whatCannotBeReadIsReportedAndNeverDropped() throws SQLException {
        fill(from.store());
        from.damage(ROMEO, JULIET);
        from.damage(NURSE);
        RosterItem kept = RosterItem.of(JULIET).withName("the copy of yesterday");
        to.store().commit(ROMEO, RosterEdit.put(kept).and(RosterEdit.extra(JULIET, "k", "v")));

        assertThat(console.run("copy", from.uri(), to.uri(), "--all")).isEqualTo(ExitCode.NO);

        assertThat(console.err())
                .contains(ROMEO + ": " + JULIET + ": not copied: cannot be read: ")
                .contains(NURSE + ": not copied: cannot be read where it comes from: ")
                .contains("2 owners read: 0 the same, 2 written, 2 of them read back and verified");
        Roster roster = to.store().load(ROMEO);
        assertThat(roster.contact(JULIET).item()).contains(kept);
        assertThat(roster.contact(JULIET).extras()).containsEntry("k", "v");
        assertThat(roster.contacts()).hasSize(4);
        assertThat(roster.ver()).as("names what is not there as a whole").isEmpty();
    }

    @Test
    void whatCannotBeReadWhereItGoesIsRepaired() throws SQLException {
        fill(from.store());
        fill(to.store());
        to.damage(ROMEO, JULIET);
        assertThat(console.run("copy", from.uri(), to.uri(), "--all")).isZero();
        assertThat(console.err()).contains("3 owners read: 2 the same, 1 written");
        assertThat(new Console().run("diff", from.uri(), to.uri())).isZero();
    }

    @Test
    void aChangeMeanwhileIsNotLostInSilence() {
        fill(from.store());
        List<Condition> conditions = new ArrayList<>();
        RosterStore busy = new ForwardingRosterStore(to.store()) {
            @Override
            public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                if (conditions.isEmpty()) {
                    delegate().commit(owner, RosterEdit.put(RosterItem.of(TYBALT)));
                }
                conditions.add(condition);
                return super.commit(owner, edit, condition);
            }
        };
        List<String> problems = new ArrayList<>();
        RosterCopy copy = new RosterCopy(from.store(), busy, to.store(), problems::add, it -> {});
        copy.copy(Stream.of(ROMEO));
        assertThat(problems).singleElement().asString().startsWith(ROMEO + ": somebody has changed it");
        assertThat(conditions)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.owner()).isPresent());
        assertThat(to.store().load(ROMEO).sameContent(from.store().load(ROMEO))).isTrue();
    }

    @Test
    void aStoreThatLosesWhatWasWrittenIsFound() {
        fill(from.store());
        RosterStore forgetful = new ForwardingRosterStore(to.store()) {
            @Override
            public Roster load(BareJid owner) {
                Roster roster = super.load(owner);
                Map<BareJid, Contact> left = roster.contacts().values().stream()
                        .filter(contact -> !contact.jid().equals(NURSE))
                        .collect(Collectors.toMap(Contact::jid, it -> it));
                return new Roster(owner, roster.revision(), roster.ver(), left, roster.unreadable());
            }
        };
        List<String> problems = new ArrayList<>();
        RosterCopy copy = new RosterCopy(from.store(), to.store(), forgetful, problems::add, it -> {});
        copy.copy(Stream.of(ROMEO, BENVOLIO));
        assertThat(problems).singleElement().asString().startsWith(ROMEO + ": what is read back");
        assertThat(copy.written()).isEqualTo(2);
        assertThat(copy.verified()).isOne();
    }

    /** SIGKILL in the middle of a copy between durable stores: what was copied is not written a second time. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aCopyThatWasKilledAtHalfGoesOnWhereItWas() throws Exception {
        for (int i = 0; i < OWNERS; i++) {
            from.store().commit(owner(i), RosterEdit.put(RosterItem.of(JULIET).withName("Juliet " + i)));
        }
        Process killed = OtherJvm.start("copy", from.uri(), to.uri(), "--all");
        while (copied() < OWNERS / 2 && killed.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(killed.isAlive()).as("it was too fast to be killed").isTrue();
        killed.destroyForcibly().waitFor();
        long before = copied();
        assertThat(before).isBetween((long) OWNERS / 2, (long) OWNERS - 1);

        assertThat(console.run("copy", from.uri(), to.uri(), "--all", "--json")).isZero();

        assertThat(console.out())
                .contains("\"read\":%d,\"same\":%d,\"written\":%d,\"verified\":%d,"
                        .formatted(OWNERS, before, OWNERS - before, OWNERS - before));
        long rewritten = to.store()
                .catalog()
                .orElseThrow()
                .owners()
                .filter(owner -> to.store().revision(owner).counter() > 1)
                .count();
        assertThat(rewritten).as("owners that were written twice").isZero().isLessThan(OWNERS / 10);
        assertThat(new Console().run("diff", from.uri(), to.uri())).isZero();
    }

    private static BareJid owner(int number) {
        return BareJid.of("owner-" + number + "@montague.example");
    }

    private long copied() {
        return to.store().catalog().orElseThrow().owners().count();
    }
}
