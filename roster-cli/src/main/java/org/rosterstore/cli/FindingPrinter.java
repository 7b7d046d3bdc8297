package org.rosterstore.cli;

import java.util.function.Consumer;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.Finding.Kind;

/** Keeps what is found, and says it on standard error at once, unless a program gets it at the end. */
final class FindingPrinter implements Consumer<Finding> {

    private final Terminal terminal;
    private final Progress progress;
    private final Findings findings = new Findings();

    private boolean quiet;
    private boolean verbose;

    FindingPrinter(Terminal terminal, Progress progress) {
        this.terminal = terminal;
        this.progress = progress;
    }

    /** What was skipped is said only when verbose. */
    void configure(boolean isQuiet, boolean isVerbose) {
        quiet = isQuiet;
        verbose = isVerbose;
    }

    Findings findings() {
        return findings;
    }

    @Override
    public void accept(Finding finding) {
        findings.accept(finding);
        if (!quiet && (verbose || finding.kind() != Kind.SKIPPED)) {
            progress.end();
            terminal.err().line(ink(finding.kind()), SafeText.of(finding.toString()));
        }
    }

    private static Ink ink(Kind kind) {
        return switch (kind) {
            case REPAIRED -> Ink.YELLOW;
            case REFUSED -> Ink.RED;
            case SKIPPED -> Ink.DIM;
        };
    }
}
