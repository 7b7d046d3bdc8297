package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.ForwardingRosterStore;

class DemoTest {

    private static final BareJid SOMEBODY = BareJid.of("romeo@localhost");

    private final Console console = new Console();

    @Test
    void onADurableStoreOfItsOwnAllHolds() {
        assertThat(console.run("demo")).isZero();
        assertThat(console.out())
                .contains(
                        "sqlite:", "SQLite", "survives the process", "Prosody", "ejabberd", "朋友", "All 16 checks hold.")
                .doesNotContain("✗");
        assertThat(console.err()).isEmpty();
        assertThat(Path.of(file(console.out()))).doesNotExist();
    }

    /** Of the line that says where the rosters go. */
    private static String file(String out) {
        Matcher file = Pattern.compile("sqlite:(\\S+)").matcher(out);
        assertThat(file.find()).isTrue();
        return file.group(1);
    }

    @Test
    void inMemoryAllHolds() {
        assertThat(console.run("demo", "--store", "memory:")).isZero();
        assertThat(console.out()).contains("memory:", "All 16 checks hold.");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void aProgramGetsOneLineOfJson() {
        assertThat(console.run("demo", "--json")).isZero();
        assertThat(console.out()).startsWith("{\"holds\":true,\"checks\":[{").hasLineCount(1);
    }

    @Test
    void nobodyElsesRosterIsTouchedAndNothingIsLeft() throws IOException {
        RosterStore store = newStore();
        store.commit(SOMEBODY, RosterEdit.put(RosterItem.of(BareJid.of("juliet@localhost"))));
        Roster before = store.load(SOMEBODY);

        assertThat(brokenIn(store)).isEmpty();

        assertThat(store.load(SOMEBODY)).isEqualTo(before);
        assertThat(store.catalog().orElseThrow().owners()).containsExactly(SOMEBODY);
    }

    @Test
    void aStoreThatIgnoresConditionsIsFound() throws IOException {
        assertThat(brokenIn(new ForwardingRosterStore(newStore()) {
                    @Override
                    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                        Condition onlyId =
                                new Condition(Optional.empty(), Map.of(), condition.commit(), Optional.empty());
                        return super.commit(owner, edit, onlyId);
                    }
                }))
                .contains("a conditional update that another one has overtaken, and its retry");
    }

    @Test
    void aStoreThatForgetsCommitIdsIsFound() throws IOException {
        assertThat(brokenIn(new ForwardingRosterStore(newStore()) {
                    @Override
                    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                        return super.commit(owner, edit, condition.expectation());
                    }
                }))
                .containsExactly("the same commit sent twice, with another one between");
    }

    @Test
    void aStoreThatErasesNothingIsFound() throws IOException {
        assertThat(brokenIn(new ForwardingRosterStore(newStore()) {
                    @Override
                    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                        return edit.erases() ? new Committed(revision(owner)) : super.commit(owner, edit, condition);
                    }
                }))
                .containsExactly("the demonstration's owners are erased");
    }

    @Test
    void aStoreThatLosesTheOrderOfGroupsIsFound() throws IOException {
        assertThat(brokenIn(new ForwardingRosterStore(newStore()) {
                    @Override
                    public Roster load(BareJid owner) {
                        Roster roster = super.load(owner);
                        Map<BareJid, Contact> sorted = roster.contacts().values().stream()
                                .collect(Collectors.toMap(Contact::jid, DemoTest::withGroupsSorted));
                        return new Roster(owner, roster.revision(), roster.ver(), sorted, roster.unreadable());
                    }
                }))
                .contains("regroup juliet@localhost");
    }

    private static Contact withGroupsSorted(Contact contact) {
        Optional<RosterItem> item = contact.item().map(it -> it.withGroups(new TreeSet<>(it.groups())));
        return new Contact(contact.jid(), item, contact.request(), contact.extras(), contact.changedIn());
    }

    @Test
    void aStoreThatIsGoneIsNotMistakenForAWrongOne() {
        RosterStore gone = new ForwardingRosterStore(newStore()) {
            @Override
            public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
                throw new StoreUnavailableException("connection refused");
            }
        };
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> brokenIn(gone));
    }

    private static RosterStore newStore() {
        return RosterStores.open("memory:" + Revision.newCommitId());
    }

    private Set<String> brokenIn(RosterStore store) throws IOException {
        DemoReport report = new DemoReport(console.terminal(), true);
        try (TemporaryDirectory directory = TemporaryDirectory.make("roster-demo-test");
                RosterStore second = newStore();
                Demo demo = new Demo(store, second, directory, report)) {
            demo.run("test:");
        }
        return report.broken().stream().map(DemoReport.Check::what).collect(Collectors.toSet());
    }
}
