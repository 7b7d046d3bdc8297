package org.rosterstore.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The clause that a test of the kit verifies. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Verifies {

    Clause value();
}
