package org.rosterstore.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that does not fail in silence, as {@link System#out} does: a full disk is an error of the command, and a
 * reader that has gone (as {@code head} does) is its quiet end.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static CommandFailure failure(IOException cause) {
        String problem = String.valueOf(cause.getMessage());
        return problem.contains("Broken pipe")
                ? new CommandFailure(ExitCode.OUTPUT_CLOSED, "the reader of standard output has gone", cause)
                : new CommandFailure(ExitCode.FAILED, "cannot write to standard output: " + problem, cause);
    }
}
