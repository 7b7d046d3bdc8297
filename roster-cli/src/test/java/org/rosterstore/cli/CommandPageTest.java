package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions in {@code docs/command.md} are what the command says: each line that begins with {@code $ roster} is run, in
 * order, and what follows is compared. With {@code -Dpage.write=true} the page is written anew.
 */
class CommandPageTest {

    private static final Path PAGE = Path.of("..", "docs", "command.md");
    private static final Pattern SESSION = Pattern.compile("```console\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** A commit's id is random. */
    private static final Pattern REVISION = Pattern.compile("-[0-9a-f]{16}\\b");

    @TempDir
    private Path directory;

    @Test
    void everySessionIsWhatTheCommandSays() throws IOException {
        Path export = Files.createDirectory(directory.resolve("export"));
        RealExport.PROSODY.unpack(export);
        String page = Files.readString(PAGE);
        String now = SESSION.matcher(page)
                .replaceAll(session -> Matcher.quoteReplacement("```console\n" + said(session) + "```\n"));
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, now);
            page = now;
        }
        assertThat(REVISION.matcher(page).replaceAll("-…"))
                .isEqualTo(REVISION.matcher(now).replaceAll("-…"))
                .contains("$ roster import", "$ roster copy");
    }

    private String said(MatchResult session) {
        StringBuilder said = new StringBuilder();
        session.group(1).lines().filter(line -> line.startsWith("$ ")).forEach(line -> {
            Console console = Console.with(Console.home(directory));
            int exitCode = console.run(arguments(line));
            said.append(line).append('\n');
            Stream.of(console.out(), console.err())
                    .flatMap(String::lines)
                    .map(this::shown)
                    .forEach(answer -> said.append(answer).append('\n'));
            if (exitCode != 0) {
                said.append("(exit status ").append(exitCode).append(")\n");
            }
        });
        return said.toString();
    }

    private String[] arguments(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.substring("$ roster ".length()));
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : real(word.group(2)));
        }
        return words.toArray(String[]::new);
    }

    private String real(String word) {
        return Map.of(
                        "sqlite:backup.db",
                        "sqlite:" + directory.resolve("backup.db"),
                        "\"$MINE\"",
                        mine().address().uri(),
                        "export/",
                        directory.resolve("export/prosody").toString(),
                        "all.xml",
                        directory.resolve("all.xml").toString())
                .getOrDefault(word, word);
    }

    private String shown(String line) {
        return line.replace(directory + "/export/prosody/", "export/")
                .replace(mine().file().toString(), "~/.local/share/roster-store/rosters.db")
                .replace(directory + "/", "");
    }

    private DefaultStore mine() {
        return DefaultStore.of(Console.home(directory), System.getProperty("os.name"));
    }
}
