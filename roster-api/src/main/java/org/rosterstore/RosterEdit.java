package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to change in one owner's roster: some statements that take effect together. Immutable, and good for any number of
 * commits; what a commit expects to find is its {@link Condition}.
 *
 * <pre>{@code
 * RosterEdit.put(juliet).and(RosterEdit.remove(tybalt)).and(RosterEdit.ver("43"))
 * }</pre>
 *
 * <p>There is at most one statement about each part (a contact's item, its request, one of its extras, the ver), so that
 * the order of statements never matters; combining two that contradict each other is refused. A commit <em>touches</em>
 * the contacts that its edit names, whether or not they end up different, and those whose item {@link #replaceItems}
 * changes; every other contact keeps its {@link Contact#changedIn()}.
 */
public final class RosterEdit {

    private static final RosterEdit NOTHING =
            new RosterEdit(false, false, Map.of(), Map.of(), Map.of(), Optional.empty());
    private static final RosterEdit ERASE_ALL =
            new RosterEdit(true, false, Map.of(), Map.of(), Map.of(), Optional.empty());

    private final boolean erases;
    private final boolean replacesItems;
    private final Map<BareJid, Optional<RosterItem>> items;
    private final Map<BareJid, Optional<SubscriptionRequest>> requests;
    private final Map<BareJid, Map<String, Optional<String>>> extras;
    private final Optional<Optional<String>> ver;

    private RosterEdit(
            boolean erases,
            boolean replacesItems,
            Map<BareJid, Optional<RosterItem>> items,
            Map<BareJid, Optional<SubscriptionRequest>> requests,
            Map<BareJid, Map<String, Optional<String>>> extras,
            Optional<Optional<String>> ver) {
        this.erases = erases;
        this.replacesItems = replacesItems;
        this.items = items;
        this.requests = requests;
        this.extras = extras;
        this.ver = ver;
    }

    /**
     * The edit without statements. Committing it is still a commit.
     *
     * @return an edit that changes nothing
     */
    public static RosterEdit nothing() {
        return NOTHING;
    }

    /**
     * Sets a contact's item, exactly as given. Its request and extras stay.
     *
     * @param item the new item, in place of any other
     * @return the edit
     */
    public static RosterEdit put(RosterItem item) {
        return new RosterEdit(
                false, false, Map.of(item.contact(), Optional.of(item)), Map.of(), Map.of(), Optional.empty());
    }

    /**
     * Drops a contact's item and extras. Its request stays, for it waits for an answer all the same. The contact need not
     * be there.
     *
     * @param contact whose item to drop
     * @return the edit
     */
    public static RosterEdit remove(BareJid contact) {
        return new RosterEdit(false, false, Map.of(contact, Optional.empty()), Map.of(), Map.of(), Optional.empty());
    }

    /**
     * Makes the items exactly these. Every other item is dropped as by {@link #remove}; requests stay, and so do the
     * extras of contacts that keep an item or never had one.
     *
     * @param items all items that there are to be
     * @return the edit
     * @throws IllegalArgumentException if a contact comes twice
     */
    public static RosterEdit replaceItems(Collection<RosterItem> items) {
        Map<BareJid, Optional<RosterItem>> byContact = new LinkedHashMap<>();
        for (RosterItem item : items) {
            if (byContact.put(item.contact(), Optional.of(item)) != null) {
                throw contradiction("the item of " + item.contact());
            }
        }
        return new RosterEdit(
                false, true, Collections.unmodifiableMap(byContact), Map.of(), Map.of(), Optional.empty());
    }

    /**
     * Sets the protocol's version string.
     *
     * @param ver the string, kept byte for byte
     * @return the edit
     * @throws LimitExceededException if it has more than {@value Limits#VER_CHARACTERS} characters
     */
    public static RosterEdit ver(String ver) {
        return new RosterEdit(
                false, false, Map.of(), Map.of(), Map.of(), Optional.of(Optional.of(Roster.checkVer(ver))));
    }

    /**
     * Drops the protocol's version string: right for a push that came without one, since the old would be too old.
     *
     * @return the edit
     */
    public static RosterEdit noVer() {
        return new RosterEdit(false, false, Map.of(), Map.of(), Map.of(), Optional.of(Optional.empty()));
    }

    /**
     * Keeps a contact's request until it is settled, in place of an earlier one.
     *
     * @param request the request
     * @return the edit
     */
    public static RosterEdit request(SubscriptionRequest request) {
        return new RosterEdit(
                false, false, Map.of(), Map.of(request.from(), Optional.of(request)), Map.of(), Optional.empty());
    }

    /**
     * Drops a contact's request: it was answered or withdrawn. There need not be one.
     *
     * @param contact whose request to drop
     * @return the edit
     */
    public static RosterEdit settle(BareJid contact) {
        return new RosterEdit(false, false, Map.of(), Map.of(contact, Optional.empty()), Map.of(), Optional.empty());
    }

    /**
     * Sets one of the application's own values for a contact, which need not have an item.
     *
     * @param contact whom it is about
     * @param key the name of the value
     * @param value the value, which may be empty
     * @return the edit
     * @throws LimitExceededException if key or value is too long
     */
    public static RosterEdit extra(BareJid contact, String key, String value) {
        return extra(contact, key, Optional.of(Extras.checkValue(value)));
    }

    /**
     * Drops one of the application's own values for a contact. There need not be one.
     *
     * @param contact whom it is about
     * @param key the name of the value
     * @return the edit
     */
    public static RosterEdit noExtra(BareJid contact, String key) {
        return extra(contact, key, Optional.empty());
    }

    private static RosterEdit extra(BareJid contact, String key, Optional<String> value) {
        return new RosterEdit(
                false,
                false,
                Map.of(),
                Map.of(),
                Map.of(requireNonNull(contact, "contact"), Map.of(Extras.checkKey(key), value)),
                Optional.empty());
    }

    /**
     * Erases the owner: items, requests, extras and ver. It cannot be combined with anything else.
     *
     * @return the edit
     */
    public static RosterEdit eraseAll() {
        return ERASE_ALL;
    }

    /**
     * All the statements of some edits.
     *
     * @param edits what to combine, in any order
     * @return one edit
     * @throws IllegalArgumentException if two of them speak of the same part
     */
    public static RosterEdit all(Collection<RosterEdit> edits) {
        boolean erases = false;
        boolean replacesItems = false;
        boolean changesSingleItems = false;
        Map<BareJid, Optional<RosterItem>> items = new LinkedHashMap<>();
        Map<BareJid, Optional<SubscriptionRequest>> requests = new LinkedHashMap<>();
        Map<BareJid, Map<String, Optional<String>>> extras = new LinkedHashMap<>();
        Optional<Optional<String>> ver = Optional.empty();
        for (RosterEdit edit : edits) {
            if (edit.replacesItems && replacesItems) {
                throw contradiction("all items");
            }
            if (edit.ver.isPresent() && ver.isPresent()) {
                throw contradiction("the ver");
            }
            if (edit.erases && erases) {
                throw contradiction("everything (by eraseAll)");
            }
            erases |= edit.erases;
            replacesItems |= edit.replacesItems;
            changesSingleItems |= !edit.replacesItems && !edit.items.isEmpty();
            edit.items.forEach((contact, item) -> putNew(items, contact, item, "the item of " + contact));
            edit.requests.forEach((contact, it) -> putNew(requests, contact, it, "the request of " + contact));
            edit.extras.forEach((contact, values) -> values.forEach((key, value) -> putNew(
                    extras.computeIfAbsent(contact, c -> new LinkedHashMap<>()),
                    key,
                    value,
                    "the extra " + key + " of " + contact)));
            ver = edit.ver.isPresent() ? edit.ver : ver;
        }
        if (replacesItems && changesSingleItems) {
            throw contradiction("all items, and single ones");
        }
        if (erases && !(items.isEmpty() && requests.isEmpty() && extras.isEmpty() && ver.isEmpty() && !replacesItems)) {
            throw contradiction("everything (by eraseAll)");
        }
        for (BareJid contact : extras.keySet()) {
            Optional<RosterItem> item = items.get(contact);
            if (item != null && item.isEmpty()) {
                throw contradiction("the extras of " + contact + " (removing the item drops them)");
            }
        }
        extras.replaceAll((contact, values) -> Collections.unmodifiableMap(values));
        return new RosterEdit(
                erases,
                replacesItems,
                Collections.unmodifiableMap(items),
                Collections.unmodifiableMap(requests),
                Collections.unmodifiableMap(extras),
                ver);
    }

    /**
     * The statements of this edit and of another.
     *
     * @param other what to do as well
     * @return one edit
     * @throws IllegalArgumentException if both speak of the same part
     */
    public RosterEdit and(RosterEdit other) {
        return all(List.of(this, other));
    }

    /**
     * Whether this is {@link #eraseAll}.
     *
     * @return true if the owner is to be erased
     */
    public boolean erases() {
        return erases;
    }

    /**
     * Whether {@link #items()} are to be the only ones.
     *
     * @return true if this replaces all items
     */
    public boolean replacesItems() {
        return replacesItems;
    }

    /**
     * The statements on items.
     *
     * @return by contact, the item to put, or empty where it is to be removed
     */
    public Map<BareJid, Optional<RosterItem>> items() {
        return items;
    }

    /**
     * The statements on requests.
     *
     * @return by contact, the request to keep, or empty where it is settled
     */
    public Map<BareJid, Optional<SubscriptionRequest>> requests() {
        return requests;
    }

    /**
     * The statements on extras.
     *
     * @return by contact and key, the value to set, or empty where it is to be dropped
     */
    public Map<BareJid, Map<String, Optional<String>>> extras() {
        return extras;
    }

    /**
     * The statement on the ver.
     *
     * @return empty where the ver stays, else the new one, or within it empty where it is to be dropped
     */
    public Optional<Optional<String>> ver() {
        return ver;
    }

    /**
     * Whether there is no statement.
     *
     * @return true for {@link #nothing} and its like
     */
    public boolean isEmpty() {
        return equals(NOTHING);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RosterEdit edit
                && erases == edit.erases
                && replacesItems == edit.replacesItems
                && items.equals(edit.items)
                && requests.equals(edit.requests)
                && extras.equals(edit.extras)
                && ver.equals(edit.ver);
    }

    @Override
    public int hashCode() {
        return Objects.hash(erases, replacesItems, items, requests, extras, ver);
    }

    /** How many statements of each kind there are; a roster is confidential, so none of its content. */
    @Override
    public String toString() {
        return erases
                ? "RosterEdit[eraseAll]"
                : "RosterEdit[%d items%s, %d requests, extras of %d contacts%s]"
                        .formatted(
                                items.size(),
                                replacesItems ? " replacing all" : "",
                                requests.size(),
                                extras.size(),
                                ver.isPresent() ? ", ver" : "");
    }

    private static <K, V> void putNew(Map<K, V> statements, K part, V statement, String what) {
        if (statements.put(part, statement) != null) {
            throw contradiction(what);
        }
    }

    private static IllegalArgumentException contradiction(String what) {
        return new IllegalArgumentException("an edit says two things about " + what);
    }
}
