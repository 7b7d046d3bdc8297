package org.rosterstore.cli;

import picocli.CommandLine.Option;

/** {@code --json}. */
final class JsonOption {

    @Option(names = "--json", description = "Answer with one line of JSON on standard output, for programs.")
    private boolean json;

    boolean isWanted() {
        return json;
    }
}
