package org.rosterstore.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A test of the kit: a static method marked {@link Verifies}, whose name is the sentence that it shows. */
record KitTest(Clause verifies, Method method) {

    /** All tests, in the order of their clauses. */
    static final List<KitTest> ALL = Stream.of(
                    ReadTests.class,
                    CommitTests.class,
                    CasTests.class,
                    RetryTests.class,
                    EraseTests.class,
                    KeyTests.class,
                    ValueTests.class,
                    LifeTests.class,
                    FailTests.class,
                    CutTests.class,
                    DeadlineTests.class,
                    CloseTests.class,
                    KillTests.class,
                    HistoryTests.class,
                    FeedTests.class,
                    CatalogTests.class,
                    SizeTests.class,
                    SequenceTests.class,
                    ConcurrencyTests.class)
            .flatMap(chapter -> Arrays.stream(chapter.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Verifies.class))
            .map(method -> new KitTest(method.getAnnotation(Verifies.class).value(), method))
            .sorted(Comparator.comparing(KitTest::verifies).thenComparing(KitTest::sentence))
            .toList();

    /** {@code aLoadIsOneState} as {@code a load is one state}. */
    String sentence() {
        return method.getName()
                .replaceAll("(?=[A-Z])|(?<=[a-zA-Z])(?=[0-9])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** What a fixture must provide for this test. */
    Set<Hook> needs() {
        Set<Hook> own = Set.of(method.getAnnotation(Verifies.class).needs());
        return own.isEmpty() ? verifies.hook().map(Set::of).orElse(Set.of()) : own;
    }

    /** Whether the test opens handles of its own, through relays or for a server to be killed: no variant changes it. */
    boolean bringsItsOwnHandles() {
        return needs().contains(Hook.RELAY) || needs().contains(Hook.KILL);
    }

    void run(Trial trial) throws Throwable {
        try {
            method.invoke(null, trial);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
