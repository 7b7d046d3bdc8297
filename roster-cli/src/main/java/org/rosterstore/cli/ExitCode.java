package org.rosterstore.cli;

/** What the command's exit status says. Part of its interface: scripts rely on it. */
final class ExitCode {

    static final int OK = 0;

    /** The work was done and the answer is no: not equal, not conforming, something refused. */
    static final int NO = 1;

    static final int USAGE = 2;

    static final int UNAVAILABLE = 3;

    static final int DATA = 4;

    /** Also the launcher's, where there is no JDK or the build fails. */
    static final int FAILED = 5;

    /** As of a program that SIGPIPE has ended: whoever read the output has seen enough. */
    static final int OUTPUT_CLOSED = 128 + 13;

    private ExitCode() {}
}
