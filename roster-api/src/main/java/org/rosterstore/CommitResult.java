package org.rosterstore;

/** What became of a commit: it is durable and visible, or something else was there first. */
public sealed interface CommitResult permits Committed, Conflict {}
