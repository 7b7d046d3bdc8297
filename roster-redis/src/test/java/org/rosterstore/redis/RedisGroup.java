package org.rosterstore.redis;

import java.util.List;

/** Servers of which another one takes the place of the one that fails, as a test sees them. */
interface RedisGroup {

    /** The URI of a store in it, with options. */
    String uri(String options);

    /** How many replicas a master has. */
    int replicas();

    /** Who has ROMEO's roster now. */
    GroupMember master();

    /** Who copies it, when all is well: one of them is the next master. */
    List<GroupMember> copies();

    /** Lets another one be the master, while all is well. */
    void failOver();

    /** Lets another one be the master in the place of one that does not answer. */
    void forceFailOver();

    /** Returns when a master has all of its replicas, and everybody knows that. */
    void awaitHealth();
}
