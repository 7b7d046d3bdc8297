package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.BENVOLIO;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;
import static org.rosterstore.cli.Verona.TYBALT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

class ImportExportTest {

    private static final String FILE = """
            <server-data xmlns='urn:xmpp:pie:0'>
              <host jid='montague.example'>
                <user name='romeo'>
                  <query xmlns='jabber:iq:roster' ver='7'>
                    <item jid='juliet@capulet.example' name='Juliet' subscription='both'/>
                    <item jid='@' subscription='none'/>
                  </query>
                  <presence xmlns='jabber:client' from='tybalt@capulet.example' type='subscribe'/>
                </user>
              </host>
            </server-data>
            """;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Verona verona = new Verona();

    @RegisterExtension
    private final Verona other = new Verona();

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    @ParameterizedTest
    @EnumSource(RealExport.class)
    void whatRealServersExportGoesInAndOutAndInAgain(RealExport export) throws IOException {
        assertThat(verona.run("import", export.unpack(directory).toString())).isZero();
        assertThat(verona.err()).contains("7 owners (7 added, 0 changed, 0 unchanged)");
        String out = directory.resolve("out.xml").toString();
        assertThat(verona.run("export", out)).isZero();
        assertThat(verona.err())
                .contains("out.xml: 7 owners, ", "; 0 not written")
                .hasLineCount(1);

        assertThat(other.run("import", out)).isZero();
        assertThat(other.err()).contains("7 added").contains("0 repaired, 0 refused, 0 skipped");
        assertThat(new Console().run("diff", verona.uri(), other.uri())).isZero();
    }

    @ParameterizedTest
    @EnumSource(RealExport.class)
    void theSameFileTwiceWritesNothing(RealExport export) throws IOException {
        String files = export.unpack(directory).toString();
        assertThat(verona.run("import", files)).isZero();
        Map<BareJid, Revision> before = revisions(verona.store());
        assertThat(verona.run("import", files)).isZero();
        assertThat(verona.err()).contains("7 owners (0 added, 0 changed, 7 unchanged)");
        assertThat(verona.run("import", "--replace", files)).isZero();
        assertThat(revisions(verona.store())).isEqualTo(before);
    }

    private static Map<BareJid, Revision> revisions(RosterStore store) {
        return store.catalog().orElseThrow().owners().collect(Collectors.toMap(Function.identity(), store::revision));
    }

    @Test
    void importingKeepsWhatTheFileDoesNotName() throws IOException {
        RosterItem nurse = RosterItem.of(NURSE).withGroups("Verona");
        verona.store()
                .commit(
                        ROMEO,
                        RosterEdit.put(nurse)
                                .and(RosterEdit.put(RosterItem.of(JULIET).withName("old")))
                                .and(RosterEdit.extra(JULIET, "k", "v"))
                                .and(RosterEdit.request(SubscriptionRequest.of(BENVOLIO, Instant.EPOCH)))
                                .and(RosterEdit.ver("6")));

        assertThat(verona.run("import", file("in.xml", FILE))).isZero();

        var roster = verona.store().load(ROMEO);
        assertThat(roster.items()).contains(nurse).hasSize(2);
        assertThat(roster.contact(JULIET).item().orElseThrow().name()).isEqualTo("Juliet");
        assertThat(roster.contact(JULIET).extras()).containsEntry("k", "v");
        assertThat(roster.requests().map(SubscriptionRequest::from)).containsExactlyInAnyOrder(BENVOLIO, TYBALT);
        assertThat(roster.ver()).as("names neither of the two").isEmpty();
        assertThat(verona.err()).contains("(0 added, 1 changed, 0 unchanged)", "in.xml:6: ", ": refused: ");
    }

    @Test
    void anExportAndItsJsonDoNotShareAStream() {
        assertThat(verona.run("export", "--json", "-")).isEqualTo(ExitCode.USAGE);
        assertThat(verona.out()).isEmpty();
        assertThat(verona.err()).contains("--json and OUT -").hasLineCount(1);
    }

    @Test
    void whatProsodyKeepsByItselfNamesItsOwners() throws IOException {
        Path rosters = Files.createDirectories(directory.resolve("montague%2eexample/roster"));
        Files.writeString(
                rosters.resolve("romeo.dat"),
                "return { [\"juliet@capulet.example\"] = { subscription = \"both\", groups = { } } };");

        assertThat(verona.run("import", "--format", "prosody", directory.toString()))
                .as(verona.err())
                .isZero();
        assertThat(verona.store().load(ROMEO).items())
                .extracting(RosterItem::contact)
                .containsExactly(JULIET);
    }

    @Test
    void whoseRosterAClientHasKeptIsSaidByOption() throws IOException {
        String file = file("roster.json", "{\"items\": {\"juliet@capulet.example\": {\"subscription\": \"both\"}}}");
        assertThat(verona.run("import", "--format", "aioxmpp", file)).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err()).contains("--owner JID").hasLineCount(1);
        assertThat(verona.run("import", "--format", "aioxmpp", "--owner", ROMEO.toString(), file, file))
                .isEqualTo(ExitCode.USAGE);
        assertThat(verona.run("import", "--owner", ROMEO.toString(), file)).isEqualTo(ExitCode.USAGE);
        assertThat(verona.store().catalog().orElseThrow().owners()).isEmpty();

        assertThat(verona.run("import", "--format", "aioxmpp", "--owner", ROMEO.toString(), file))
                .isZero();
        assertThat(verona.store().load(ROMEO).items())
                .extracting(RosterItem::contact)
                .containsExactly(JULIET);
    }

    @Test
    void replacingDropsIt() throws IOException {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(NURSE)).and(RosterEdit.extra(JULIET, "k", "v")));
        verona.store().commit(BENVOLIO, RosterEdit.put(RosterItem.of(NURSE)));

        assertThat(verona.run("import", "--replace", file("in.xml", FILE))).isZero();

        var roster = verona.store().load(ROMEO);
        assertThat(roster.contacts()).containsOnlyKeys(JULIET, TYBALT);
        assertThat(roster.contact(JULIET).extras()).isEmpty();
        assertThat(verona.store().load(BENVOLIO).contacts())
                .as("not in the file")
                .containsOnlyKeys(NURSE);
    }

    @Test
    void strictAndJsonAreForPrograms() throws IOException {
        String in = file("in.xml", FILE);
        assertThat(verona.run("import", "--strict", "--json", "--format", "xep0227", in))
                .isEqualTo(ExitCode.NO);
        assertThat(verona.err()).isEmpty();
        assertThat(verona.out())
                .startsWith("{\"store\":\"" + verona.uri() + "\",\"owners\":1,\"added\":1,")
                .hasLineCount(1);
        assertThat(verona.run("import", "--format", "vcard", in)).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err()).contains("vcard").hasLineCount(1);
    }

    @Test
    void aFileWithoutRostersIsData() throws IOException {
        assertThat(verona.run("import", file("passwd", "root:x:0:0"))).isEqualTo(ExitCode.DATA);
        assertThat(verona.run("import", "no-such-file")).isEqualTo(ExitCode.DATA);
        assertThat(verona.err()).contains("no-such-file: there is no such file").hasLineCount(1);
        assertThat(verona.store().catalog().orElseThrow().owners()).isEmpty();
    }

    @Test
    void someOwnersAreExported() throws IOException {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)));
        verona.store().commit(BENVOLIO, RosterEdit.put(RosterItem.of(NURSE)));
        Path out = directory.resolve("out.xml");

        assertThat(verona.run("export", out.toString(), ROMEO.toString())).isZero();
        assertThat(out).content().contains("romeo").doesNotContain("benvolio");
        assertThat(verona.run("export", out.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(verona.err()).contains("--force").hasLineCount(1);
        assertThat(verona.run("export", "--force", "--json", out.toString(), BENVOLIO.toString(), TYBALT.toString()))
                .as("one is not there")
                .isEqualTo(ExitCode.NO);
        assertThat(out).content().contains("benvolio").doesNotContain("romeo");
        assertThat(verona.out()).contains("\"owners\":1,", "\"owner\":\"" + TYBALT + "\"");
    }

    @Test
    void aRecordThatCannotBeReadIsNamedAndTheRestIsExported() throws SQLException {
        verona.store().commit(ROMEO, RosterEdit.put(RosterItem.of(JULIET)).and(RosterEdit.put(RosterItem.of(NURSE))));
        verona.damage(ROMEO, NURSE);
        Path out = directory.resolve("out.xml");
        assertThat(verona.run("export", out.toString())).isEqualTo(ExitCode.NO);
        assertThat(verona.err())
                .contains(ROMEO + ": " + NURSE + ": refused: the record cannot be read", "1 not written");
        assertThat(out).content().contains("juliet").doesNotContain("nurse");
    }
}
