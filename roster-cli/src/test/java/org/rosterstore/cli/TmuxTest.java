package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.testing.Gap;

/** The command on real terminals, typed at by a user: questions, progress, Ctrl-C, width, two processes at once. */
class TmuxTest {

    private static final String ROMEO = Verona.ROMEO.toString();
    private static final String JULIET = Verona.JULIET.toString();

    @TempDir
    private Path directory;

    private TmuxShell shell;

    @BeforeAll
    static void findProgram() {
        Gap.unless(Gap.hasProgram("tmux"), "the command on a real terminal: there is no tmux on the PATH");
    }

    @BeforeEach
    void aShellThatKnowsTheCommand() throws IOException {
        shell = new TmuxShell(directory);
    }

    @AfterEach
    void end() throws Exception {
        shell.close();
    }

    @Test
    void aUserAndTheStoreInTheDataDirectory() throws Exception {
        Tmux.Terminal user = shell.open();
        user.command("roster owners; echo status $?");
        user.waitFor("there are no rosters yet");
        user.waitFor("status 0");
        user.command("roster put %s %s --name 'Juliet ❤' --group Capulets".formatted(ROMEO, JULIET));
        user.waitFor("/rosters.db, where rosters are kept unless");
        user.waitFor(JULIET + " added");
        user.command("roster show " + ROMEO);
        user.waitFor("1 contacts, 0 pending requests");
        user.command("roster erase " + ROMEO);
        user.waitFor("Erase " + ROMEO + ", with 1 contacts and 0 pending requests? [y/N]");
        user.type("n");
        user.press("Enter");
        user.waitFor("roster: nothing was erased");
        user.command(
                "roster extra %s %s trusted yes && roster extra %s %s trusted".formatted(ROMEO, JULIET, ROMEO, JULIET));
        user.waitFor("yes\n$");
        user.command("roster put %s nobody@example.net; roster prune %s --yes".formatted(ROMEO, ROMEO));
        user.waitFor("1 contacts of 1 owners removed");
        user.command("roster remove %s %s && roster erase %s --yes; roster owners; echo status $?"
                .formatted(ROMEO, JULIET, ROMEO));
        user.waitFor("erased, with 0 contacts");
        user.waitFor("status 0");
    }

    @Test
    void whatOneProcessChangesAnotherOneShows() throws Exception {
        Tmux.Terminal watching = shell.open();
        Tmux.Terminal writing = shell.open();
        watching.command("roster watch; echo status $?");
        watching.waitFor("watching sqlite:");
        writing.command("roster put %s %s".formatted(ROMEO, JULIET));
        writing.waitFor("added");
        long begin = System.nanoTime();
        watching.waitFor(ROMEO + " at 1-");
        assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(2).toNanos());
        watching.waitFor("= " + JULIET + "  subscription none");
        watching.press("C-c");
        watching.waitFor("status 130");
    }

    @Test
    void fromAnExportThroughTwoStoresAndMemory() throws Exception {
        RealExport.PROSODY.unpack(shell.home());
        Tmux.Terminal user = shell.open();
        user.command("roster import prosody");
        user.waitFor("7 owners (7 added, 0 changed, 0 unchanged)");
        user.command(
                "export A=sqlite:$(echo .local/share/roster-store/*.db) B='sqlite:a copy.db'; roster copy $A \"$B\" --all");
        user.waitFor("made the store sqlite:a copy.db");
        user.waitFor("7 owners read: 0 the same, 7 written, 7 of them read back and verified");
        user.command("roster diff $A \"$B\"; echo status $?");
        user.waitFor("7 owners compared: 0 differ");
        user.waitFor("status 0");
        user.command("roster verify --store \"$B\"");
        user.waitFor("0 unreadable");
        user.command("roster copy $A memory: --all --mirror");
        user.waitFor("7 owners read: 0 the same, 7 written, 7 of them");
        user.command("roster export all.xml && roster demo --store memory: | tail -n 2");
        user.waitFor("all.xml: 7 owners");
        user.waitFor("All 16 checks hold.");
        user.command("roster owners --store sqlite:no/such.db; roster owners --store sqlite:/; echo status $?");
        user.waitFor("there is no such file");
        user.waitFor("status 3");
    }
}
