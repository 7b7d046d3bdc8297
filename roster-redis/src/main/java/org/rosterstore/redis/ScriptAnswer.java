package org.rosterstore.redis;

import org.rosterstore.Revision;

/** What a script that commits has answered: a letter, and a revision. */
record ScriptAnswer(char letter, Revision revision) {

    static final char COMMITTED = 'C';
    static final char FAILED = 'F';
    static final char BASE_UNKNOWN = 'B';
    static final char TO_BE_PLANNED = 'P';

    static ScriptAnswer read(Object reply) {
        OctetsReader in = new OctetsReader((byte[]) reply);
        return new ScriptAnswer((char) in.octet(), in.revision());
    }
}
