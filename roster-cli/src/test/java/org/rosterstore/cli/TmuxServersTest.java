package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.testing.Gap;

/**
 * The command on real terminals and a server: the PostgreSQL that listens at the port of the loopback that the property
 * {@code roster.test.postgresql} names and trusts the user {@code postgres}, and the Redis of the URI in {@code roster.test.redis}.
 */
class TmuxServersTest {

    private static final String ROMEO = Verona.ROMEO.toString();
    private static final String JULIET = Verona.JULIET.toString();

    @TempDir
    private Path directory;

    @Test
    void intoPostgresqlAndOutOfIt() throws Exception {
        String port = System.getProperty("roster.test.postgresql", "");
        Gap.unless(
                !port.isEmpty() && Gap.hasProgram("tmux"),
                "the command on a real terminal and PostgreSQL: ci/with-postgresql starts one");
        inAndOut(
                "postgresql://postgres@127.0.0.1:%s/postgres".formatted(port),
                "postgresql://postgres@127.0.0.1:1/postgres",
                "PostgreSQL at 127.0.0.1:1");
    }

    @Test
    void intoRedisAndOutOfIt() throws Exception {
        String uri = System.getProperty("roster.test.redis", "");
        Gap.unless(
                !uri.isEmpty() && Gap.hasProgram("tmux"),
                "the command on a real terminal and Redis: ci/with-redis starts one");
        inAndOut(uri + "?prefix=roster:terminal:", "redis://127.0.0.1:1", "Redis at 127.0.0.1:1");
    }

    private void inAndOut(String uri, String deadUri, String dead) throws Exception {
        try (TmuxShell shell = new TmuxShell(directory)) {
            RealExport.PROSODY.unpack(shell.home());
            String store = "export ROSTER_STORE='%s'".formatted(uri);
            Tmux.Terminal watching = shell.open();
            Tmux.Terminal user = shell.open();
            watching.command(store);
            user.command(store);

            user.command("roster import prosody");
            user.waitFor("7 owners (7 added, 0 changed, 0 unchanged)");
            watching.command("roster watch; echo status $?");
            watching.waitFor("watching " + uri.substring(0, uri.indexOf(':')));
            user.command("roster put %s %s --name Julia".formatted(ROMEO, JULIET));
            user.waitFor(JULIET + " added");
            long begin = System.nanoTime();
            watching.waitFor(ROMEO + " at 1-");
            assertThat(System.nanoTime() - begin)
                    .isLessThan(Duration.ofSeconds(2).toNanos());
            watching.press("C-c");
            watching.waitFor("status 130");

            user.command(
                    "roster copy \"$ROSTER_STORE\" sqlite:copy.db --all && roster diff \"$ROSTER_STORE\" sqlite:copy.db");
            user.waitFor("8 owners read: 0 the same, 8 written, 8 of them read back and verified");
            user.waitFor("8 owners compared: 0 differ");
            user.command("roster verify; roster erase %s --yes; roster show %s".formatted(ROMEO, ROMEO));
            user.waitFor("0 unreadable");
            user.waitFor("erased, with 1 contacts");
            user.command("ROSTER_STORE=%s roster owners; echo status $?".formatted(deadUri));
            user.waitFor(dead);
        }
    }
}
