package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

/**
 * A store does not keep a clause: what was expected, what came instead, and what to look at first. The message is for the
 * person whose build is red.
 */
public final class Nonconformity extends AssertionError {

    private static final long serialVersionUID = 1;

    private final Clause clause;
    private final String expected;
    private final String actual;

    Nonconformity(Clause clause, String expected, String actual) {
        super("""
                %s does not hold: %s
                  expected: %s
                  actual:   %s
                  check:    %s""".formatted(clause.id(), clause.text(), expected, actual, clause.hint()));
        this.clause = requireNonNull(clause);
        this.expected = expected;
        this.actual = actual;
    }

    Nonconformity(Clause clause, String expected, Throwable actual) {
        this(clause, expected, actual.toString());
        initCause(actual);
    }

    /**
     * The clause that is not kept.
     *
     * @return the clause
     */
    public Clause clause() {
        return clause;
    }

    /**
     * What a store that keeps the clause does.
     *
     * @return a few words
     */
    public String expected() {
        return expected;
    }

    /**
     * What this one did.
     *
     * @return a few words, or the text of what it threw or answered
     */
    public String actual() {
        return actual;
    }
}
