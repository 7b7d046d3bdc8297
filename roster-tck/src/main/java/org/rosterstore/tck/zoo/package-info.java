/**
 * {@link org.rosterstore.tck.zoo.Zoo}, the stores that are wrong on purpose: what the kit is itself tested with.
 */
package org.rosterstore.tck.zoo;
