package org.rosterstore.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of one round of calls. Its answer is the median, in microseconds: others use the machine too, and what they take
 * away falls on some of the calls.
 */
final class Stopwatch {

    private final List<Long> nanos = new ArrayList<>();

    void time(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        nanos.add(System.nanoTime() - begin);
    }

    double median() {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e3;
    }
}
