package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void aReaderThatHasGoneIsAQuietEnd() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new StandardOutput(new FailingStream("Broken pipe")).write('x'))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.OUTPUT_CLOSED));
    }

    @Test
    void aFullDiskIsAFailure() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new StandardOutput(new FailingStream("No space left on device")).write('x'))
                .withMessage("cannot write to standard output: No space left on device")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void whatIsWrittenComesOut() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (StandardOutput output = new StandardOutput(out)) {
            output.write(new byte[] {1, 2, 3, 4}, 1, 2);
            output.write(5);
            output.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(out.toByteArray()).containsExactly(2, 3, 5);
    }

    private static final class FailingStream extends OutputStream {

        private final String problem;

        FailingStream(String problem) {
            this.problem = problem;
        }

        @Override
        public void write(int octet) throws IOException {
            throw new IOException(problem);
        }
    }
}
