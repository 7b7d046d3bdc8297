package org.rosterstore.cli;

import picocli.CommandLine.Option;

/** {@code --json}. */
final class JsonOption {

    @Option(names = "--json", description = "Answer with one line of JSON on standard output, for programs.")
    private boolean json;

    boolean isWanted() {
        return json;
    }

    /** Fails if what is written to {@code out} and the JSON would come in one stream. */
    void expectNoneAt(String out) {
        if (out.equals("-") && isWanted()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--json and OUT - would both write to standard output; write OUT to a file");
        }
    }
}
