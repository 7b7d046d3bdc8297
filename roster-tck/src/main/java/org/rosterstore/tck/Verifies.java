package org.rosterstore.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The clause that a test of the kit verifies, and the hooks that it needs, if those are others than the clause's. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Verifies {

    Clause value();

    Hook[] needs() default {};
}
