package org.rosterstore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a program has measured: numbers, one a line, as {@code SUBJECT.NAME: NUMBER}, and which of them are not as promised. */
final class Findings {

    private final String subject;
    private final List<String> broken = new ArrayList<>();

    /** About a subject, in lower case. */
    Findings(String subject) {
        this.subject = subject;
    }

    void number(String name, long number) {
        System.out.println(subject + "." + name + ": " + number);
    }

    void ratio(String name, double ratio) {
        System.out.println(String.format(Locale.ROOT, "%s.%s: %.3f", subject, name, ratio));
    }

    /** A ratio that is promised to be so much at the least. */
    void atLeast(double limit, String name, double ratio) {
        ratio(name, ratio);
        hold(ratio >= limit, String.format(Locale.ROOT, "%s is %.3f, and should be %.3f", name, ratio, limit));
    }

    /** A ratio that is promised to be so much at most. */
    void atMost(double limit, String name, double ratio) {
        ratio(name, ratio);
        hold(ratio <= limit, String.format(Locale.ROOT, "%s is %.3f, and may be %.3f", name, ratio, limit));
    }

    void hold(boolean held, String otherwise) {
        if (!held) {
            broken.add(otherwise);
        }
    }

    /** Ends the program; with 1 if a promise is not held. */
    void end() {
        broken.forEach(promise -> System.err.println("not held: " + promise));
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
