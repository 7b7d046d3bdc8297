package org.rosterstore.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the constant that numbers a stored form: of bytes, of documents, of a schema. Such a number goes up whenever what is
 * written changes, and each number needs golden files, so that what somebody has stored is read for ever; see {@code
 * org.rosterstore.tck.GoldenFiles}. In this project's own build a number without them is an error.
 *
 * <pre>{@code
 * @StoredFormat("owner-state")
 * public static final int FORMAT = 1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface StoredFormat {

    /**
     * The name of the form.
     *
     * @return lower-case letters, digits and hyphens; also the name of the folder of its golden files
     */
    String value();
}
