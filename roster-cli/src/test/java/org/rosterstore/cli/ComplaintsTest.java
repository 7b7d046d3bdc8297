package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.LimitExceededException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import picocli.CommandLine;

class ComplaintsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new CommandFailure(ExitCode.NO, "no"), ExitCode.NO, "no"),
                Arguments.of(new StoreConfigurationException("unknown option"), ExitCode.USAGE, "unknown option"),
                Arguments.of(new StoreUnavailableException("refused"), ExitCode.UNAVAILABLE, "refused"),
                Arguments.of(new StoredDataException("damaged"), ExitCode.DATA, "damaged"),
                Arguments.of(new LimitExceededException("too long"), ExitCode.DATA, "too long"),
                Arguments.of(
                        new NoSuchFileException("a.xml"), ExitCode.DATA, "a.xml: there is no such file or directory"),
                Arguments.of(new AccessDeniedException("a.xml"), ExitCode.DATA, "a.xml: no right to read or write it"),
                Arguments.of(new IOException("disk"), ExitCode.FAILED, "reading or writing failed: disk"),
                Arguments.of(
                        new UncheckedIOException(new NoSuchFileException("b")),
                        ExitCode.DATA,
                        "b: there is no such file or directory"),
                Arguments.of(
                        new IllegalStateException("oops"),
                        ExitCode.FAILED,
                        "a bug of this program: java.lang.IllegalStateException: oops;"
                                + " please report it with what ROSTER_DEBUG=1 shows"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsOneLineAndAStatus(Exception failure, int exitCode, String line) {
        Console console = new Console();
        assertThat(complain(console, failure, false)).isEqualTo(exitCode);
        assertThat(console.err()).isEqualTo("roster: " + line + System.lineSeparator());
        assertThat(console.out()).isEmpty();
    }

    @Test
    void aReaderThatHasGoneIsNotComplainedOf() {
        Console console = new Console();
        Exception gone = new CommandFailure(ExitCode.OUTPUT_CLOSED, "the reader of standard output has gone");
        assertThat(complain(console, gone, false)).isEqualTo(ExitCode.OUTPUT_CLOSED);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void whatOthersHaveWrittenDoesNotSteerTheTerminal() {
        Console console = new Console();
        complain(console, new StoredDataException("\u001B[2J\nroster: all is well"), false);
        assertThat(console.err()).isEqualTo("roster: \\u001B[2J\\nroster: all is well" + System.lineSeparator());
    }

    @Test
    void theStackTraceComesOnRequest() {
        Console console = new Console();
        complain(console, new StoreUnavailableException("refused"), true);
        assertThat(console.err()).contains("ComplaintsTest.theStackTraceComesOnRequest");
    }

    private static int complain(Console console, Exception failure, boolean debug) {
        CommandLine line = RosterCommand.commandLine(console.terminal(), debug);
        return new Complaints(console.terminal(), debug).ofExecution(failure, line, line.parseArgs());
    }
}
