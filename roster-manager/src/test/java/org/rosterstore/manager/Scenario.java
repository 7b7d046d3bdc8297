package org.rosterstore.manager;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which lines of {@code scenarios.tsv} a test plays. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Scenario {

    /** Numbers such as {@code M121}, or from one to another as in {@code M1-M72}. */
    String[] value();
}
