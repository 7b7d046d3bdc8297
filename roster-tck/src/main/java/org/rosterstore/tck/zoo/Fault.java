package org.rosterstore.tck.zoo;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rosterstore.tck.Clause;
import org.rosterstore.tck.Variant;

/** The label on a cage: what is said of a wrong store before it is put in. */
record Fault(
        String name,
        String sentence,
        Optional<String> origin,
        Clause clause,
        Set<Clause> fails,
        Set<Clause> perhaps,
        String message,
        Variant variant) {

    /** A fault that shows in {@code clause}, by a message with these words. */
    static Fault of(Clause clause, String name, String sentence, String message) {
        return new Fault(
                name, sentence, Optional.empty(), clause, EnumSet.of(clause), Set.of(), message, Variant.PLAIN);
    }

    /** Where it was seen. */
    Fault seenIn(String origin) {
        return new Fault(name, sentence, Optional.of(origin), clause, fails, perhaps, message, variant);
    }

    /** The clauses that are broken besides. */
    Fault breaks(Clause... others) {
        Set<Clause> all = EnumSet.copyOf(fails);
        all.addAll(List.of(others));
        return new Fault(name, sentence, origin, clause, all, perhaps, message, variant);
    }

    /** The clauses that are found broken besides when threads meet in a certain way. */
    Fault mayBreak(Clause... others) {
        return new Fault(name, sentence, origin, clause, fails, Set.of(others), message, variant);
    }

    /** The variant in which it shows, where that is not the plain one. */
    Fault in(Variant variant) {
        return new Fault(name, sentence, origin, clause, fails, perhaps, message, variant);
    }

    WrongStore store(Function<Disk, ZooStore> open) {
        return new WrongStore(
                name, sentence, origin, clause, fails, perhaps, message, variant, new ZooFixture(name, open));
    }
}
