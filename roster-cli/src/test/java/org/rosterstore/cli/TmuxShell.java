package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Terminals with a shell that knows the command, in a home of its own. */
final class TmuxShell implements AutoCloseable {

    private final Tmux tmux;
    private final Path home;
    private final String bash;

    TmuxShell(Path directory) throws IOException {
        tmux = new Tmux(directory);
        home = Files.createDirectory(directory.resolve("home"));
        List<String> command = OtherJvm.command();
        command.addAll(
                1,
                List.of("in", "out", "err").stream()
                        .map(stream -> "-Droster.terminal." + stream + "=true")
                        .toList());
        command.add(1, "-Droster.terminal.columns=100");
        String quoted = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path shell = Files.writeString(
                directory.resolve("shell"),
                "unset ROSTER_STORE XDG_DATA_HOME%nexport HOME='%s' PS1='$ '%ncd%nroster() { %s \"$@\"; }%n"
                        .formatted(home, quoted));
        bash = "bash --noprofile --rcfile '" + shell + "' -i";
    }

    Path home() {
        return home;
    }

    Tmux.Terminal open() throws Exception {
        return tmux.open(bash);
    }

    @Override
    public void close() throws Exception {
        tmux.close();
    }
}
