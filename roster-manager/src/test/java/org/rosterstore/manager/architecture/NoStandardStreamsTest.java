package org.rosterstore.manager.architecture;

import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import org.junit.jupiter.api.Test;

/** A library does not write to the streams of its program. */
class NoStandardStreamsTest {

    @Test
    void theStandardStreamsAreLeftAlone() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CompiledClasses.MAIN);
    }
}
