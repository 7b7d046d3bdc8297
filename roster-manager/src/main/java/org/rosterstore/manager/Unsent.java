package org.rosterstore.manager;

/** What is to be sent. */
final class Unsent {
    private Unsent() {}
}
