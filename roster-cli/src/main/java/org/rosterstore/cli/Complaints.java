package org.rosterstore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.rosterstore.LimitExceededException;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.StoreUri;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong and what to do, and gives the exit status. A stack trace comes only on request. */
final class Complaints {

    private final Terminal terminal;
    private final boolean debug;

    Complaints(Terminal terminal, boolean debug) {
        this.terminal = terminal;
        this.debug = debug;
    }

    /** Of a command line that cannot be understood. */
    int ofUsage(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        if (arguments.length == 0) {
            command.usage(terminal.err().writer(), command.getColorScheme());
            terminal.err().writer().flush();
            return ExitCode.USAGE;
        }
        String problem = String.valueOf(exception.getMessage());
        if (exception instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            problem += suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        }
        String name = command.getCommandSpec().qualifiedName();
        complain(withoutSecrets(problem, arguments) + " (see: " + name + " --help)");
        return ExitCode.USAGE;
    }

    /** A store URI in the wrong place is quoted in the problem, its password with it. */
    private static String withoutSecrets(String problem, String[] arguments) {
        String shown = problem;
        for (String argument : arguments) {
            if (argument.indexOf('@') >= 0 && argument.indexOf(':') >= 0) { // else it is a JID
                String value = argument.substring(argument.indexOf('=') + 1);
                shown = shown.replace(argument, StoreUri.redact(argument)).replace(value, StoreUri.redact(value));
            }
        }
        return shown;
    }

    /** Of a command that failed. */
    int ofExecution(Exception exception, CommandLine command, ParseResult parsed) {
        Exception cause = cause(exception);
        int exitCode = exitCode(cause);
        if (exitCode != ExitCode.OUTPUT_CLOSED) {
            complain(message(cause));
        }
        if (debug) {
            exception.printStackTrace(terminal.err().writer());
            terminal.err().writer().flush();
        }
        return exitCode;
    }

    /** What an I/O exception that had to be unchecked was before. */
    private static Exception cause(Exception exception) {
        return exception instanceof UncheckedIOException && exception.getCause() instanceof IOException io
                ? io
                : exception;
    }

    private static int exitCode(Exception exception) {
        if (exception instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (exception instanceof StoreConfigurationException || exception instanceof InvalidPathException) {
            return ExitCode.USAGE;
        }
        if (exception instanceof StoreUnavailableException) {
            return ExitCode.UNAVAILABLE;
        }
        if (exception instanceof StoredDataException
                || exception instanceof LimitExceededException
                || exception instanceof NoSuchFileException
                || exception instanceof NotDirectoryException
                || exception instanceof AccessDeniedException) {
            return ExitCode.DATA;
        }
        return ExitCode.FAILED;
    }

    private static String message(Exception exception) {
        if (exception instanceof CommandFailure
                || exception instanceof RosterStoreException
                || exception instanceof InvalidPathException) {
            return String.valueOf(exception.getMessage());
        }
        if (exception instanceof IOException io) {
            return ofFile(io);
        }
        return "a bug of this program: %s; please report it with what ROSTER_DEBUG=1 shows".formatted(exception);
    }

    /** File system exceptions carry the file and rarely a word. */
    private static String ofFile(IOException exception) {
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or directory";
        }
        if (exception instanceof NotDirectoryException file) {
            return file.getFile() + ": is not a directory";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": no right to read or write it";
        }
        if (exception instanceof FileSystemException system && system.getReason() != null) {
            return system.getFile() + ": " + system.getReason();
        }
        return "reading or writing failed: " + exception.getMessage();
    }

    private void complain(String problem) {
        terminal.err().line(terminal.err().in(Ink.RED, "roster: ") + SafeText.of(problem));
    }
}
