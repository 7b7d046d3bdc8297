package org.rosterstore.tck;

import java.util.Locale;
import java.util.Optional;

/**
 * The clauses of the contract. Each is one sentence that a test can show to be broken; {@code docs/SPEC.md} is made from
 * them.
 */
public enum Clause {
    /** Reading an owner that does not exist. */
    READ_UNKNOWN(
            "READ-1",
            "An owner that was never committed to has an empty roster at revision NONE, and reading it creates nothing.",
            "A row made by a look-up fills the store with strangers, and makes 'unknown' mean two things.",
            "Does a read write? Is a missing owner told from a failed read?",
            "RFC 6121, 2.1.4"),
    /** One state. */
    READ_ONE_STATE(
            "READ-2",
            "A load answers one state of the owner: contacts, ver and revision belong to the same commit.",
            "A client that keeps contacts of one version under the number of another never learns of the rest.",
            "Are head and contacts read in one step, or checked against each other?",
            "RFC 6121, 2.6"),
    /** Derived reads. */
    READ_AGREES(
            "READ-3",
            "find, revision and loadAll answer what load answers.",
            "A faster way to read must not be another truth.",
            "Compare the overridden read with the default that derives it from load.",
            ""),
    /** Freshness. */
    READ_FRESH(
            "READ-4",
            "A read that begins after a commit was acknowledged sees it, through any handle. Where describe() states a bound, other handles may be behind by that; none goes back.",
            "An application that has written reads its own write.",
            "Is something cached, or read from a replica?",
            ""),
    /** Atomic appearance. */
    COMMIT_ATOMIC(
            "COMMIT-1",
            "Contacts, ver and revision of a commit appear together or not at all, to every reader.",
            "A ver that runs ahead of its contacts loses them for good: the server says 'unchanged' from then on.",
            "Is the commit one transaction, one script, one swap? Is ver written with the contacts?",
            "RFC 6121, 2.6.3"),
    /** The counter. */
    COMMIT_COUNTER(
            "COMMIT-2",
            "Every commit of an owner advances the counter of its revision by exactly one.",
            "The counter is how many commits apart two states are; history and retry count on it.",
            "Is the counter advanced in the commit itself, and only there?",
            ""),
    /** Put. */
    COMMIT_PUT(
            "COMMIT-3",
            "put replaces the contact's item exactly as given and leaves its request and its extras alone.",
            "The protocol's item and the application's data are different things in one place.",
            "Is the whole record overwritten?",
            "RFC 6121, 2.4.1"),
    /** Remove. */
    COMMIT_REMOVE(
            "COMMIT-4",
            "remove drops the contact's item and extras and keeps its request.",
            "A request still waits for an answer when the contact is taken off the list.",
            "Is the whole record deleted?",
            "RFC 6121, 2.5 and 3.1.3"),
    /** Remove of an absent contact. */
    COMMIT_REMOVE_ABSENT(
            "COMMIT-5",
            "remove may name a contact that is not there; that is a commit like any other.",
            "A server pushes removals of contacts that a client never stored, with a new ver.",
            "Does a deletion of nothing fail, or skip the revision and the ver?",
            "RFC 6121, 2.5.2"),
    /** Replace all. */
    COMMIT_REPLACE(
            "COMMIT-6",
            "replaceItems leaves exactly the given items; contacts that keep an item keep their extras, and requests stay.",
            "A full result from a server prunes what is gone and must not cost the application its data.",
            "Are old items deleted that the edit does not name? Are surviving contacts rewritten from scratch?",
            "RFC 6121, 2.6.3"),
    /** Replace all, seen from outside. */
    COMMIT_REPLACE_ATOMIC(
            "COMMIT-7",
            "No reader sees a state between the items before replaceItems and the items after it.",
            "Deleting all and writing anew shows an empty roster to whoever reads in between.",
            "Is the new state built aside and swapped?",
            ""),
    /** Ver. */
    COMMIT_VER(
            "COMMIT-8",
            "ver is kept as given, stays when an edit does not speak of it, and is gone after noVer.",
            "It is opaque; a client that changes it, or keeps it too long, is told 'unchanged' wrongly.",
            "Is 'no ver' told from the empty string? Is it trimmed, or reset by other edits?",
            "RFC 6121, 2.1.1 and 2.6"),
    /** Requests. */
    COMMIT_REQUEST(
            "COMMIT-9",
            "request is remembered beside the item, one for each contact, without making an item; settle drops it.",
            "A stranger's request must survive a restart and must not put him on the list.",
            "Is the request a part of the item's record?",
            "RFC 6121, 3.1.3 and A.1"),
    /** Extras. */
    COMMIT_EXTRA(
            "COMMIT-10",
            "extra sets one value of a contact and noExtra drops it; others stay, and the contact needs no item.",
            "Applications mark people they trust before these are contacts.",
            "Are all extras overwritten at once?",
            ""),
    /** The empty edit. */
    COMMIT_NOTHING(
            "COMMIT-11",
            "An edit that changes nothing is a commit too.",
            "What was acknowledged has a revision, whether or not it made a difference.",
            "Is the edit skipped because nothing differs?",
            ""),
    /** changedIn. */
    COMMIT_CHANGED_IN(
            "COMMIT-12",
            "A commit marks the contacts that it touches with its revision, and no others.",
            "Conditions on single contacts and the history are built on it.",
            "Are all contacts rewritten with the new revision, or the touched ones with the old?",
            ""),
    /** Compare-and-set. */
    CAS_ONE_WINNER(
            "CAS-1",
            "Of several commits that expect one revision, exactly one is committed.",
            "Two processes that change what they have read must not overwrite each other.",
            "Are the check and the write one step in the storage?",
            ""),
    /** Compare-and-set on a contact. */
    CAS_ONE_WINNER_PER_CONTACT(
            "CAS-2",
            "Of several commits that expect a contact as it was read and touch it, exactly one is committed.",
            "Two processes may work on two contacts of one owner without conflict, but not on one.",
            "Is changedIn compared in the same step as the write?",
            ""),
    /** What a conflict says. */
    CAS_CONFLICT(
            "CAS-3",
            "Conflict carries the actual revision, and its call has changed nothing.",
            "The answer 'somebody was faster' must be true, and says how far the owner has come.",
            "Is anything written before the check? Which revision is put into the answer?",
            ""),
    /** Unknown revisions. */
    CAS_UNKNOWN_REVISION(
            "CAS-4",
            "A commit that expects a revision which is not the present one, be it only by the commit's id, is a Conflict.",
            "After a restored backup the same count may name other contents.",
            "Is the whole revision compared, or only its counter?",
            ""),
    /** NONE. */
    CAS_NONE(
            "CAS-5",
            "A commit that expects NONE succeeds for an owner that was never committed to, and is a Conflict for any other.",
            "It is how two nodes agree on who creates an owner.",
            "Is an erased or an empty owner taken for one that never was?",
            ""),
    /** Conditions on contacts. */
    CAS_CONTACTS(
            "CAS-6",
            "A condition on contacts that were read at the present revision, absent ones too, holds; it fails once one is touched, and no other contact matters.",
            "'Add if absent' and 'change if unchanged' are what managers do all day.",
            "Is absence remembered? Is the owner's revision compared in place of the contact's?",
            ""),
    /** Retry. */
    RETRY_ONCE(
            "RETRY-1",
            "A commit repeated under its id is answered with its first revision and changes nothing, even if its condition does not hold any more.",
            "A reply that was lost must not make a change twice, nor turn a success into a conflict.",
            "Is the id looked for before the condition is checked?",
            ""),
    /** The window. */
    RETRY_WINDOW(
            "RETRY-2",
            "The id of a commit is remembered through the owner's next 128 commits.",
            "A retry may come late, after others have been busy.",
            "How many ids are kept, and is the newest counted among them?",
            ""),
    /** Past the window. */
    RETRY_PAST_WINDOW(
            "RETRY-3",
            "A retry of an attempt whose id can no longer be remembered is answered with outcome UNKNOWN or its first revision; never Conflict, never applied.",
            "When it cannot be known, saying so is the only true answer.",
            "Is an attempt's base compared with how far back the ids reach?",
            ""),
    /** Concurrent repetition. */
    RETRY_CONCURRENT(
            "RETRY-4",
            "A commit sent by several callers at once under one id is applied once, and all are told the same revision.",
            "Two connections may carry the same retry.",
            "Are looking for the id and writing it one step?",
            ""),
    /** Erase. */
    ERASE_ALL(
            "ERASE-1",
            "After an erasure nothing of the owner can be read: no item, request, extra or ver.",
            "People have a right to be forgotten, and the next owner of the name must not inherit.",
            "What is kept outside of the contacts: ver, requests, staged parts, caches?",
            ""),
    /** No return. */
    ERASE_NO_RETURN(
            "ERASE-2",
            "A retry of a commit from before an erasure brings nothing back.",
            "A slow writer must not undo it.",
            "Are ids remembered over an erasure? Does the counter begin anew?",
            ""),
    /** Erasing nobody. */
    ERASE_UNKNOWN(
            "ERASE-3",
            "Erasing an owner that was never committed to is committed at NONE and writes nothing.",
            "Clean-up may be repeated.",
            "Is a mark made for an owner that never was?",
            ""),
    /** A new beginning. */
    ERASE_AGAIN(
            "ERASE-4",
            "An erased owner can be committed to again, and holds only what came since; the counter goes on.",
            "Accounts are closed and opened again.",
            "Do leftovers of the erased state show under the new one?",
            ""),
    /** Owners. */
    KEYS_OWNERS(
            "KEYS-1",
            "Owners never collide, whatever stands in their names.",
            "Names are chosen by strangers; separators, braces and reserved words are legal in them.",
            "Is the owner's name escaped, or encoded, in the key?",
            "RFC 7622"),
    /** Contacts. */
    KEYS_CONTACTS(
            "KEYS-2",
            "Contacts of an owner never collide, with each other or with what the store keeps beside them.",
            "A contact called 'ver' or 'pending' has overwritten a store's own record before.",
            "Do the store's own names share a key space with JIDs?",
            "RFC 7622"),
    /** Collations. */
    KEYS_EXACT(
            "KEYS-3",
            "Keys that are equal only under a collation (case, accents, width, normalization) stay two.",
            "Preparation has folded what is to be folded; a database that folds more merges people.",
            "Which collation do the key columns have? Is anything lower-cased or normalized?",
            "RFC 7622"),
    /** Pairs. */
    KEYS_PAIRS(
            "KEYS-4",
            "No owner and contact together collide with another owner and contact.",
            "Joined by a separator, 'a' and 'b:c' are 'a:b' and 'c'.",
            "Are owner and contact joined without escaping?",
            ""),
    /** Domains. */
    KEYS_DOMAINS(
            "KEYS-5",
            "Owners that differ in the domain alone are two.",
            "A store has kept rosters by user name and merged two hosts.",
            "Is the domain a part of the key?",
            ""),
    /** Flags. */
    VALUES_STATES(
            "VALUES-1",
            "All sixteen combinations of subscription, ask and approved survive.",
            "A client stores what its server says, legal or not.",
            "Is a state corrected, or one flag derived from another?",
            "RFC 6121, 2.1.2"),
    /** Names. */
    VALUES_NAMES(
            "VALUES-2",
            "Names survive unchanged in any script, with separators, quotes, spaces at both ends and newlines, up to 1,023 octets; no name stays no name.",
            "Names are the only thing that people look at.",
            "Encoding, trimming, a column that is too short, text that is spliced into a query?",
            "RFC 6121, 2.1.2.4"),
    /** Groups. */
    VALUES_GROUPS(
            "VALUES-3",
            "Groups survive unchanged and in their order, from none to 1,000.",
            "Joined by a separator, one group becomes two.",
            "Are groups joined, sorted, or read without an order?",
            "RFC 6121, 2.1.2.6"),
    /** Long JIDs. */
    VALUES_LONG_JIDS(
            "VALUES-4",
            "Owners and contacts with parts of 1,023 octets are kept apart and whole.",
            "File names, index keys and columns end sooner.",
            "What is the longest key that the storage takes?",
            "RFC 7622, 3.1"),
    /** Requests. */
    VALUES_REQUESTS(
            "VALUES-5",
            "A request survives unchanged: nick, status, stanza, and its time to the millisecond.",
            "The person who answers sees what was asked, and when.",
            "Which precision and which time zone does the time have?",
            "RFC 6121, 3.1.3"),
    /** Extras. */
    VALUES_EXTRAS(
            "VALUES-6",
            "Extras survive unchanged, empty values and any key included, up to their limits.",
            "A key with a dot or a dollar is a path to some databases.",
            "Are keys used as field names?",
            ""),
    /** Vers. */
    VALUES_VERS(
            "VALUES-7",
            "A ver survives unchanged, the empty one included, up to 1,024 characters.",
            "It is the server's, and opaque.",
            "Is it parsed as a number, trimmed, or taken for absent when empty?",
            "RFC 6121, 2.6.1"),
    /** No sharing. */
    VALUES_NOT_SHARED(
            "VALUES-8",
            "Nothing that was handed in or out is changed by anybody afterwards; collections that are handed out refuse changes.",
            "A roster that changes while it is read is no snapshot.",
            "Is a live collection of the store returned?",
            ""),
    /** Closing. */
    LIFE_CLOSE_TWICE(
            "LIFE-1",
            "Closing twice is fine.",
            "try-with-resources and a shutdown hook meet.",
            "Does close throw, or end something that another handle uses?",
            ""),
    /** After closing. */
    LIFE_CLOSED(
            "LIFE-2",
            "Use after close is IllegalStateException: every call, the abilities included.",
            "A mistake of the program must not look like a failure of the store, or like success.",
            "Do derived reads, history and catalog check too?",
            ""),
    /** Two handles. */
    LIFE_HANDLES(
            "LIFE-3",
            "Two handles on one storage see each other's commits, and closing one leaves the other.",
            "Several nodes share a store.",
            "Is something kept in the handle?",
            ""),
    /** Durability. */
    LIFE_DURABLE(
            "LIFE-4",
            "A durable store that is opened again has everything that was acknowledged.",
            "It is what a store is for.",
            "Is something written only when the handle is closed, or only kept in a buffer?",
            "",
            Hook.REOPEN),
    /** Closing while in use. */
    LIFE_CLOSE_IN_USE(
            "LIFE-5",
            "Closing ends the calls that are under way, with an answer, IllegalStateException or a RosterStoreException, within the deadline; a commit among them is whole or absent.",
            "Programs stop while their threads are at work.",
            "Who wakes a call that waits for an answer? Is anything written in two steps?",
            ""),
    /** Failed reads. */
    FAIL_READ(
            "FAIL-1",
            "A read that fails throws a RosterStoreException; it is never answered as an empty roster or an absent contact.",
            "An empty answer is believed, cached, and written back.",
            "Is an error caught and turned into a default?",
            "",
            Hook.OUTAGE),
    /** Failed commits. */
    FAIL_NOT_APPLIED(
            "FAIL-2",
            "A commit that fails with outcome NOT_APPLIED has left nothing behind and takes no effect later.",
            "The caller goes on as if it had never been sent.",
            "Is a part written before the failure? Is it queued?",
            "",
            Hook.OUTAGE),
    /** Recovery. */
    FAIL_RECOVERS(
            "FAIL-3",
            "When the storage is back the same handle works again, with everything that was acknowledged.",
            "Nobody restarts a program because a server was restarted.",
            "Is the broken connection thrown away? Is the failure cached?",
            "",
            Hook.OUTAGE),
    /** Unknown outcomes. */
    FAIL_UNKNOWN(
            "FAIL-4",
            "A commit that fails with outcome UNKNOWN takes effect wholly or not at all, and its attempt, retried, takes effect once.",
            "The reply may be lost after the commit.",
            "Is every failure after the first byte sent UNKNOWN? Does the attempt carry the revision it started from?",
            "",
            Hook.OUTAGE),
    /** Unreadable records. */
    FAIL_UNREADABLE(
            "FAIL-5",
            "A record that cannot be decoded is reported at every read; find of it throws, ver reads as absent, the other contacts can be read and written, and the record is left as it is.",
            "A contact that is skipped in silence is lost, and the ver says that all is well.",
            "Is it dropped, or reported once only? Does another write rewrite it?",
            "",
            Hook.CORRUPT),
    /** Repair. */
    FAIL_REPAIR(
            "FAIL-6",
            "put, remove, replaceItems and erase of its contact repair an unreadable record.",
            "The way out must not need the old content.",
            "Is the old record decoded before it is replaced?",
            "",
            Hook.CORRUPT),
    /** Interrupts. */
    FAIL_INTERRUPT(
            "FAIL-7",
            "A thread that is interrupted keeps its flag, and no other caller is disturbed.",
            "An interrupted thread has closed a storage file for everybody before.",
            "Is InterruptedException swallowed? Does an interruptible channel serve all?",
            ""),
    /** Deadlines. */
    FAIL_DEADLINE(
            "FAIL-8",
            "A call that the storage refuses, delays or never answers fails with StoreUnavailableException within the store's deadline, however many wait.",
            "A thread that waits for ever is lost, and soon all of them are.",
            "Has every step a time limit: connecting, waiting for a connection, writing, reading? Do they add up?",
            "",
            Hook.RELAY),
    /** Messages. */
    FAIL_MESSAGE(
            "FAIL-9",
            "The message of a call that did not reach the storage names the address that was tried, and no secret.",
            "It is what the person who is woken at night reads, and what is pasted into a public bug report.",
            "Is the driver's message kept? Is the URI printed as it was given?",
            "",
            Hook.RELAY),
    /** Sudden death. */
    FAIL_KILL(
            "FAIL-10",
            "When the process that keeps the data is killed, every acknowledged commit is there after its restart, and any other wholly or not at all.",
            "Power fails, and processes are killed when memory is short.",
            "Is a commit on the disk before it is acknowledged? Is a file replaced at one moment, or written over?",
            "",
            Hook.KILL),
    /** History. */
    HISTORY_TOUCHED(
            "HISTORY-1",
            "The changes since a revision are all contacts touched since and no others, in their present state, gone ones as absent.",
            "What is missing from a delta stays wrong until the next full load.",
            "Is the log written in the commit? Are removals in it?",
            "RFC 6121, 2.6",
            Ability.HISTORY),
    /** How far back. */
    HISTORY_REACH(
            "HISTORY-2",
            "The log reaches back over the owner's last 64 commits, where no large edit and no erasure cut it.",
            "A store that always answers 'too old' has no history.",
            "How many entries are kept, and are they cut too soon?",
            "",
            Ability.HISTORY),
    /** Unknown revisions. */
    HISTORY_UNKNOWN(
            "HISTORY-3",
            "About a revision that it does not know the history answers nothing, and never changes that are not all.",
            "After a restored backup the same count may name other contents.",
            "Is the commit's id compared too? What of a revision from before an erasure?",
            "",
            Ability.HISTORY),
    /** Signals. */
    FEED_SIGNALS(
            "FEED-1",
            "Every commit, through any handle, is followed within the declared latency by a signal at or past its revision, or by Interrupted.",
            "A cache that is not told keeps what is wrong.",
            "Are erasures, large edits and other handles' commits signalled?",
            "",
            Ability.FEED),
    /** Order. */
    FEED_ORDER(
            "FEED-2",
            "The signalled revisions of an owner never go back, and each was reached.",
            "A cache that follows the feed must not go back in time.",
            "Are signals sent outside of the commit's order?",
            "",
            Ability.FEED),
    /** The end. */
    FEED_CLOSED(
            "FEED-3",
            "After a registration, or the store, is closed its listener is not called any more.",
            "Listeners use what the program has closed after them.",
            "Is a signal still under way when close returns?",
            "",
            Ability.FEED),
    /** Failing listeners. */
    FEED_LISTENERS(
            "FEED-4",
            "A listener that throws goes on being told, and harms no other and no commit.",
            "One bug must not stop all.",
            "On which thread are listeners called, and who catches?",
            "",
            Ability.FEED),
    /** The owners. */
    CATALOG_ALL(
            "CATALOG-1",
            "A walk over the pages names every owner that exists, empty ones too, whatever the size of a page.",
            "Backup, migration and start-up go by it.",
            "Are owners without contacts listed? Is the last page's end found?",
            "",
            Ability.CATALOG),
    /** No others. */
    CATALOG_ONLY(
            "CATALOG-2",
            "The catalog does not name owners that were erased, or never committed to.",
            "What was erased is gone.",
            "Are marks of erased owners listed, or owners that were only read?",
            "",
            Ability.CATALOG),
    /** Size. */
    SIZE_LARGE(
            "SIZE-1",
            "A roster of 100,000 contacts can be written at once, changed, read and replaced.",
            "Gateways and bots have them.",
            "What grows with the roster: messages, transactions, memory, time?",
            ""),
    /** Limits. */
    SIZE_LIMITS(
            "SIZE-2",
            "An edit that would lead beyond a limit is refused with LimitExceededException and changes nothing.",
            "A store that cuts what does not fit loses data in silence.",
            "Is the limit checked against the state in the storage, in the same step as the write?",
            ""),
    /** The model. */
    SEQUENCE_MODEL(
            "SEQUENCE-1",
            "After any sequence of commits an owner is what the model makes of them in the order of their revisions, and every answer on the way is the model's.",
            "What no single example shows.",
            "Replay the printed seed; the sequence was made as short as it can be.",
            ""),
    /** Calls that overlap. */
    CONCURRENCY_LINEARIZABLE(
            "CONCURRENCY-1",
            "Calls that overlap are answered as if each had taken effect at one moment between its call and its return, reads as much earlier as describe() allows.",
            "Who can explain every answer by one order of the calls need not think of threads and processes.",
            "Which two steps does the story get in between? Is a read made of several, or a check not in the step that writes?",
            "");

    private final String id;
    private final String text;
    private final String intent;
    private final String hint;
    private final String source;
    private final Optional<Ability> ability;
    private final Optional<Hook> hook;

    Clause(String id, String text, String intent, String hint, String source) {
        this(id, text, intent, hint, source, Optional.empty(), Optional.empty());
    }

    Clause(String id, String text, String intent, String hint, String source, Ability ability) {
        this(id, text, intent, hint, source, Optional.of(ability), Optional.empty());
    }

    Clause(String id, String text, String intent, String hint, String source, Hook hook) {
        this(id, text, intent, hint, source, Optional.empty(), Optional.of(hook));
    }

    Clause(
            String id,
            String text,
            String intent,
            String hint,
            String source,
            Optional<Ability> ability,
            Optional<Hook> hook) {
        this.id = id;
        this.text = text;
        this.intent = intent;
        this.hint = hint;
        this.source = source;
        this.ability = ability;
        this.hook = hook;
    }

    /**
     * The short name.
     *
     * @return for example {@code COMMIT-3}
     */
    public String id() {
        return id;
    }

    /**
     * The chapter.
     *
     * @return the part of the id before the number
     */
    public String chapter() {
        return id.substring(0, id.indexOf('-'));
    }

    /**
     * How binding it is.
     *
     * @return the level
     */
    public Level level() {
        return ability.isPresent() ? Level.MUST_IF_OFFERED : Level.MUST;
    }

    /**
     * The normative sentence.
     *
     * @return one sentence
     */
    public String text() {
        return text;
    }

    /**
     * Why it is asked.
     *
     * @return a sentence or two
     */
    public String intent() {
        return intent;
    }

    /**
     * What to look at first when it does not hold.
     *
     * @return some questions
     */
    public String hint() {
        return hint;
    }

    /**
     * Where it comes from.
     *
     * @return the section of a standard, or empty where it is this contract's own
     */
    public Optional<String> source() {
        return source.isEmpty() ? Optional.empty() : Optional.of(source);
    }

    /**
     * What a store must offer for the clause to apply.
     *
     * @return the ability, if the clause is about one
     */
    public Optional<Ability> ability() {
        return ability;
    }

    /**
     * What a fixture must provide for the clause to be verified.
     *
     * @return the hook, if one is needed
     */
    public Optional<Hook> hook() {
        return hook;
    }

    /** The id and the constant's name in words. */
    @Override
    public String toString() {
        return id + " " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
