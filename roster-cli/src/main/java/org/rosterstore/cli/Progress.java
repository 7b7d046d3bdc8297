package org.rosterstore.cli;

import java.time.Duration;

/** A line on standard error that says how far the work is, written over and over. Where that is no terminal, nothing. */
final class Progress {

    private static final int COLUMNS = 80;
    private static final String ERASE_LINE = "\r\u001B[K";
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final Output err;
    private long shown;
    private boolean visible;

    Progress(Output err) {
        this.err = err;
        if (err.isTerminal()) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end)); // Ctrl-C leaves a clean line
        }
    }

    /** Shows it, if the last time was not just now. */
    synchronized void show(String state) {
        long now = System.nanoTime();
        if (err.isTerminal() && (!visible || now - shown > PAUSE)) {
            err.writer().print(ERASE_LINE + DisplayWidth.fitted(SafeText.of(state), COLUMNS - 1));
            err.writer().flush();
            shown = now;
            visible = true;
        }
    }

    /** Takes the line away. */
    synchronized void end() {
        if (visible) {
            err.writer().print(ERASE_LINE);
            err.writer().flush();
            visible = false;
        }
    }
}
