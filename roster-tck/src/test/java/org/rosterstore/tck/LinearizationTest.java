package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.tck.RecordingNotation.recording;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The checker on recordings written by hand, half of which no right store can have given. */
class LinearizationTest {

    /** A recording, how old its reads may be, and which call fits nowhere; 0 where all do. */
    private record Written(String name, long bound, int misfit, String text) {}

    private static Written right(String name, String text) {
        return new Written(name, 0, 0, text);
    }

    private static Written wrong(String name, int misfit, String text) {
        return new Written(name, 0, misfit, text);
    }

    private static final List<Written> RIGHT = List.of(
            right("nothing happened", """
                    A 0-1 load     -> none
                    A 2-3 find j   -> absent@none
                    B 0-3 revision -> none
                    """),
            right("overlapping commits in the order of their counts", """
                    A 0-9 commit a: j=1 -> 2a
                    B 1-8 commit b: j=2 -> 1b
                    A 10-11 load        -> 2a j=1@2a
                    """),
            right("a count that begins elsewhere", """
                    A 0-1 commit a: j=1 -> 7a
                    A 2-3 commit b: n=1 -> 8b
                    """),
            right("a read during a commit sees it or not", """
                    A 0-1 commit a: j=1 n=1 -> 1a
                    A 2-9 commit b: j=2 n=2 -> 2b
                    B 3-4 load              -> 1a j=1@1a n=1@1a
                    C 5-6 load              -> 2b j=2@2b n=2@2b
                    """),
            right("one winner of two at one revision", """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-5 commit b at 1a: j=2 -> 2b
                    B 3-6 commit c at 1a: j=3 -> conflict 2b
                    B 7-8 load                -> 2b j=2@2b
                    """),
            right("conditions on different contacts, both hold", """
                    A 0-1 commit a: j=1 n=1     -> 1a
                    A 2-5 commit b if j@1a: j=2 -> 3b
                    B 3-6 commit c if n@1a: n=2 -> 2c
                    """),
            right("an unknown outcome that was applied", """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-? commit b: j=2 -> unknown
                    B 3-4 load          -> 2b j=2@2b
                    """),
            right("an unknown outcome that was applied late", """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-? commit b: j=2 -> unknown
                    B 3-4 load          -> 1a j=1@1a
                    B 5-6 commit c: n=1 -> 2c
                    B 7-8 load          -> 3b j=2@3b n=1@2c
                    """),
            right("an unknown outcome that was never applied", """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-? commit b: j=2 -> unknown
                    B 3-4 commit c: j=3 -> 2c
                    B 5-6 commit d: n=1 -> 3d
                    B 7-8 load          -> 3d j=3@2c n=1@3d
                    """),
            right("an unknown outcome that was the first of all", """
                    A 0-? commit a: j=1 -> unknown
                    B 1-2 load          -> none
                    B 3-4 commit b: n=1 -> 6b
                    B 5-6 load          -> 6b j=1@5a n=1@6b
                    """),
            right("a retry that finds the first try applied", """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-? commit b at 1a: j=2 -> unknown
                    B 3-4 commit c: n=1       -> 3c
                    A 5-6 again b at 1a: j=2  -> 2b
                    A 7-8 load                -> 3c j=2@2b n=1@3c
                    """),
            right("a retry that does it, while the first try is still under way", """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-? commit b: j=2 -> unknown
                    B 3-4 load          -> 1a j=1@1a
                    A 5-6 again b: j=2  -> 2b
                    B 7-8 load          -> 2b j=2@2b
                    """),
            right("a retry whose expectation is past", """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-? commit b at 1a: j=2 -> unknown
                    B 3-4 commit c: j=3       -> 2c
                    A 5-6 again b at 1a: j=2  -> conflict 2c
                    """),
            right("two calls of one commit at once", """
                    A 0-5 commit a: j=1 -> 1a
                    B 1-6 commit a: j=1 -> 1a
                    A 7-8 load          -> 1a j=1@1a
                    """),
            right("a repetition after the owner was erased", """
                    A 0-1 commit a: j=1   -> 1a
                    A 2-3 commit b: erase -> 2b
                    A 4-5 commit a: j=1   -> 1a
                    A 6-7 load            -> 2b
                    """),
            right("an erasure of nobody", """
                    A 0-5 commit a: erase -> none
                    B 1-6 commit b: j=1   -> 1b
                    B 7-8 load            -> 1b j=1@1b
                    """),
            right("a commit that was not applied", """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> not applied
                    A 4-5 commit c: n=1 -> 2c
                    A 6-7 load          -> 2c j=1@1a n=1@2c
                    """),
            right("a cautious conflict about a contact that was absent long ago", """
                    A 0-1 commit a: j=1         -> 1a
                    A 2-3 commit b: j=2         -> 2b
                    A 4-5 commit c if n@1a: n=1 -> conflict 2b
                    """),
            new Written("a read of another handle, as old as it may be", 5, 0, """
                    A 0-1   commit a: j=1 -> 1a
                    A 10-11 commit b: j=2 -> 2b
                    B 14-15 load          -> 1a j=1@1a
                    B 16-17 load          -> 2b j=2@2b
                    """),
            new Written("a conflict that its handle need not remember", 20, 0, """
                    A 0-1   commit a: j=1       -> 1a
                    A 10-11 commit b: j=2       -> 2b
                    B 12-13 commit c at 1a: j=3 -> conflict 2b
                    B 14-15 load                -> 1a j=1@1a
                    """),
            new Written("handles that are behind by different times", 20, 0, """
                    A 0-1   commit a: j=1 -> 1a
                    A 10-11 commit b: j=2 -> 2b
                    A 12-13 load          -> 2b j=2@2b
                    B 14-15 revision      -> 1a
                    C 14-15 revision      -> none
                    B 16-17 find j        -> 2@2b
                    """));

    private static final List<Written> WRONG = List.of(
            wrong("lost update", 3, """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-5 commit b at 1a: j=2 -> 2b
                    B 3-6 commit c at 1a: n=3 -> 3c
                    """),
            wrong("two winners of one count", 3, """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-5 commit b at 1a: j=2 -> 2b
                    B 3-6 commit c at 1a: n=3 -> 2c
                    """),
            wrong("lost update of a contact", 3, """
                    A 0-1 commit a: j=1         -> 1a
                    A 2-5 commit b if j@1a: j=2 -> 2b
                    B 3-6 commit c if j@1a: j=3 -> 3c
                    """),
            wrong("an overwritten contact", 4, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-5 commit b: j=2 -> 2b
                    B 3-6 commit c: n=3 -> 3c
                    B 7-8 load          -> 3c j=1@1a n=3@3c
                    """),
            wrong("stale read", 3, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> 2b
                    B 4-5 load          -> 1a j=1@1a
                    """),
            wrong("reads that go back", 4, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-9 commit b: j=2 -> 2b
                    B 3-4 revision      -> 2b
                    C 5-6 revision      -> 1a
                    """),
            wrong("torn read of a commit", 3, """
                    A 0-1 commit a: j=1 n=1 -> 1a
                    A 2-9 commit b: j=2 n=2 -> 2b
                    B 3-4 load              -> 2b j=2@2b n=1@1a
                    """),
            wrong("ver before its contacts", 3, """
                    A 0-1 commit a: j=1 ver=1 -> 1a
                    A 2-9 commit b: j=2 ver=2 -> 2b
                    B 3-4 load                -> 1a j=1@1a ver=2
                    """),
            wrong("a gap in replaceItems", 3, """
                    A 0-1 commit a: j=1 n=1      -> 1a
                    A 2-9 commit b: only j=1 r=1 -> 2b
                    B 3-4 load                   -> 1a
                    """),
            wrong("a read from the future", 2, """
                    A 0-1 commit a: j=1 -> 1a
                    B 2-3 load          -> 2b j=2@2b
                    A 4-5 commit b: j=2 -> 2b
                    """),
            wrong("a revision of no commit", 2, """
                    A 0-1 commit a: j=1 -> 1a
                    B 2-3 revision      -> 2z
                    """),
            wrong("a repetition applied twice", 3, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> 2b
                    A 4-5 commit a: j=1 -> 3a
                    """),
            wrong("two calls of one commit at once, applied twice", 3, """
                    A 0-5 commit a: j=1 -> 1a
                    B 1-6 commit a: j=1 -> 1a
                    A 7-8 load          -> 2a j=1@2a
                    """),
            wrong("a retry applied twice", 4, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-? commit b: j=2 -> unknown
                    A 5-6 again b: j=2  -> 2b
                    B 7-8 load          -> 3b j=2@3b
                    """),
            wrong("a retry answered Conflict although the first try was applied", 5, """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-? commit b at 1a: j=2 -> unknown
                    B 3-4 load                -> 2b j=2@2b
                    B 5-6 commit c: n=1       -> 3c
                    A 7-8 again b at 1a: j=2  -> conflict 3c
                    """),
            wrong("an unknown outcome that comes and goes", 4, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-? commit b: j=2 -> unknown
                    B 3-4 load          -> 2b j=2@2b
                    B 5-6 load          -> 1a j=1@1a
                    """),
            wrong("an unknown outcome, half of it", 3, """
                    A 0-1 commit a: j=1 n=1 -> 1a
                    A 2-? commit b: j=2 n=2 -> unknown
                    B 3-4 load              -> 2b j=2@2b n=1@1a
                    """),
            wrong("an unknown outcome before its call", 2, """
                    A 0-1 commit a: j=1 -> 1a
                    B 2-3 load          -> 2b j=2@2b
                    A 4-? commit b: j=2 -> unknown
                    """),
            wrong("not applied, and applied", 3, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> not applied
                    B 4-5 load          -> 2b j=2@2b
                    """),
            wrong("not applied, and applied later", 4, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> not applied
                    B 4-5 load          -> 1a j=1@1a
                    B 6-7 commit c: n=1 -> 3c
                    """),
            wrong("a conflict that applied", 4, """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-3 commit b: n=1       -> 2b
                    B 4-5 commit c at 1a: j=3 -> conflict 2b
                    B 6-7 load                -> 3c j=3@3c n=1@2b
                    """),
            wrong("a conflict for no reason", 2, """
                    A 0-1 commit a: j=1       -> 1a
                    B 2-3 commit b at 1a: j=2 -> conflict 1a
                    """),
            wrong("a conflict at a revision that is past", 4, """
                    A 0-1 commit a: j=1       -> 1a
                    A 2-3 commit b: n=1       -> 2b
                    A 4-5 commit c: n=2       -> 3c
                    B 6-7 commit d at 1a: j=3 -> conflict 2b
                    """),
            wrong("an erasure that brings back", 4, """
                    A 0-1 commit a: j=1 ver=1 -> 1a
                    A 2-3 commit b: erase     -> 2b
                    B 4-5 load                -> 2b
                    B 6-7 load                -> 2b j=1@1a
                    """),
            wrong("a repetition that brings an erased contact back", 4, """
                    A 0-1 commit a: j=1   -> 1a
                    A 2-3 commit b: erase -> 2b
                    A 4-5 commit a: j=1   -> 1a
                    A 6-7 find j          -> 1@1a
                    """),
            wrong("an erasure that loses the count", 3, """
                    A 0-1 commit a: j=1   -> 1a
                    A 2-3 commit b: erase -> 2b
                    A 4-5 commit c: j=2   -> 1c
                    """),
            wrong("one revision for two commits", 3, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> 2b
                    A 4-5 commit c: j=3 -> 2b
                    """),
            wrong("a count that is left out", 2, """
                    A 0-1 commit a: j=1 -> 1a
                    A 2-3 commit b: j=2 -> 3b
                    """),
            new Written("a read older than it may be", 5, 3, """
                    A 0-1   commit a: j=1 -> 1a
                    A 10-11 commit b: j=2 -> 2b
                    B 17-18 load          -> 1a j=1@1a
                    """),
            new Written("a handle that goes back within the bound", 50, 4, """
                    A 0-1   commit a: j=1 -> 1a
                    A 10-11 commit b: j=2 -> 2b
                    B 14-15 load          -> 2b j=2@2b
                    B 16-17 load          -> 1a j=1@1a
                    """),
            new Written("a handle that does not see its own commit", 50, 3, """
                    A 0-1   commit a: j=1 -> 1a
                    A 10-11 commit b: j=2 -> 2b
                    A 12-13 load          -> 1a j=1@1a
                    """));

    @TestFactory
    Stream<DynamicTest> whatIsRightHasAnOrder() {
        return RIGHT.stream()
                .map(written -> DynamicTest.dynamicTest(written.name(), () -> {
                    Recording recording = recording(written.text(), written.bound());
                    assertThat(Linearization.of(recording)).isInstanceOf(Verdict.Linearizable.class);
                    assertThat(Permutations.haveOne(recording)).isTrue();
                    assertThat(Shortening.story(recording)).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongHasNone() {
        return WRONG.stream()
                .map(written -> DynamicTest.dynamicTest(written.name(), () -> {
                    Recording recording = recording(written.text(), written.bound());
                    assertThat(Permutations.haveOne(recording)).isFalse();
                    assertThat(Linearization.of(recording))
                            .isInstanceOfSatisfying(
                                    Verdict.Breach.class,
                                    breach -> assertThat(breach.misfit().number())
                                            .as(new Story(recording).told(breach))
                                            .isEqualTo(written.misfit()));
                    assertThat(Shortening.story(recording)).get().asString().contains("fits nowhere");
                }));
    }

    @Test
    void thereAreEnoughOfBoth() {
        assertThat(RIGHT).hasSizeGreaterThanOrEqualTo(12);
        assertThat(WRONG).hasSizeGreaterThanOrEqualTo(24);
    }

    @Test
    void theOrderThatIsFoundIsShown() {
        Recording recording = recording("""
                A 0-9 commit a: j=1 -> 2a
                B 1-8 commit b: j=2 -> 1b
                B 2-3 load          -> none
                """);
        assertThat(Linearization.of(recording))
                .isInstanceOfSatisfying(
                        Verdict.Linearizable.class,
                        it -> assertThat(it.order())
                                .extracting(Operation::number)
                                .containsExactly(3, 2, 1));
    }

    /** As many commits as there are letters, nothing of which was ever seen: any of them in any order. */
    @Test
    void aSearchThatIsGivenUpIsUndecided() {
        StringBuilder text = new StringBuilder("A 0-1 commit a: j=0 -> 1a\n");
        for (char id = 'b'; id <= 'k'; id++) {
            text.append("B 2-? commit %c: j=%c -> unknown\n".formatted(id, id));
        }
        text.append("A 3-4 find n -> Nurse@1a\n");
        Recording recording = recording(text.toString());
        assertThat(Linearization.of(recording, 500)).isEqualTo(new Verdict.Undecided(500));
        assertThat(Linearization.of(recording(text.toString().replace("Nurse", "absent")), 500))
                .isInstanceOf(Verdict.Linearizable.class);
    }

    @Test
    void aStoryIsShortAndNamesWhatFitsNowhere() {
        Recording recording = recording("""
                A 0-1   commit a: j=1 n=1 -> 1a
                B 2-3   load              -> 1a j=1@1a n=1@1a
                A 2-9   commit b: j=2 n=2 -> 2b
                C 3-4   find r            -> absent@1a
                B 4-5   load              -> 2b j=2@2b n=1@1a
                C 6-7   revision          -> 2b
                A 10-11 commit c: r=3     -> 3c
                B 12-13 load              -> 3c j=2@2b n=2@2b r=3@3c
                """);
        assertThat(Shortening.story(recording).orElseThrow().lines())
                .containsExactly(
                        "#1  caller 1, handle 1  ||      commit as #1: juliet \"1\", nurse \"1\" -> Committed at 1#1",
                        "#3  caller 1, handle 1    |-->  commit as #3: juliet \"2\", nurse \"2\" -> no answer yet",
                        "#5  caller 2, handle 2     ||   load -> 2#3 [juliet \"2\" of 2#3, nurse \"1\" of 1#1]",
                        "the longest order that is right so far: after #1 the owner is at 1#1.",
                        "Now #5 fits nowhere: it answered 2#3 [juliet \"2\" of 2#3, nurse \"1\" of 1#1],",
                        "    where 1#1 [juliet \"1\" of 1#1, nurse \"1\" of 1#1] is right.");
    }
}
