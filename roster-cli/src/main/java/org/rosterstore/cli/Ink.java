package org.rosterstore.cli;

/** How a word stands out on a terminal that shows colour. No meaning is carried by colour alone. */
enum Ink {
    BOLD(1),
    DIM(2),
    RED(31),
    GREEN(32),
    YELLOW(33);

    private static final String RESET = "\u001B[0m";

    private final String begin;

    Ink(int attribute) {
        begin = "\u001B[" + attribute + "m";
    }

    String on(String text) {
        return begin + text + RESET;
    }
}
