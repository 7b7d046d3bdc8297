package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rosterstore.RosterEdit;
import org.rosterstore.jdbc.JdbcRosterStore;

class ClassPathOptionTest {

    @RegisterExtension
    private final Verona verona = new Verona();

    @Test
    void aStoreOfOthersIsOpenedFromItsJar() throws Exception {
        Path jar = Path.of(JdbcRosterStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        verona.store().commit(Verona.ROMEO, RosterEdit.nothing());
        assertThat(saidWithout(jar, "owners", "--store", verona.uri())).contains("org.rosterstore:roster-jdbc");
        assertThat(saidWithout(jar, "owners", "--classpath", jar.toString(), "--store", verona.uri()))
                .isEqualTo(Verona.ROMEO + System.lineSeparator());
        assertThat(saidWithout(jar, "owners", "--classpath=" + jar, "--store", "mongodb://bot:s3cret@h1/0"))
                .contains("warning: ", "roster-mongo")
                .doesNotContain("s3cret");
    }

    /** What the command says where the store is not on its own class path. */
    private static String saidWithout(Path jar, String... arguments) throws Exception {
        List<String> command = OtherJvm.command(arguments);
        int classPath = command.indexOf("-cp") + 1;
        command.set(
                classPath,
                Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(command.get(classPath))
                        .filter(entry -> !Path.of(entry).toAbsolutePath().equals(jar))
                        .collect(Collectors.joining(File.pathSeparator)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
