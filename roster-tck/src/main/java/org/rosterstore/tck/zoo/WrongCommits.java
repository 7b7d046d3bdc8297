package org.rosterstore.tck.zoo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.StoredDataException;
import org.rosterstore.Subscription;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores that do something else than the edit says, or do it piece by piece. */
final class WrongCommits {

    private WrongCommits() {}

    static List<WrongStore> all() {
        return List.of(
                tornCommit(),
                verFirst(),
                deleteThenInsert(),
                batchesCounted(),
                putDropsExtras(),
                putBeginsAnew(),
                renameDropsApproval(),
                putSettles(),
                removeSettles(),
                removalHides(),
                absentRefused(),
                replaceKeeps(),
                replaceDropsExtras(),
                verStays(),
                verForgotten(),
                verFromTheBeginning(),
                requestMakesItem(),
                settlingCleansUp(),
                requestNotReplaced(),
                extrasOverwritten(),
                extraMakesItem(),
                nothingAtNone(),
                nothingSkipped(),
                allTouched());
    }

    /** What is on the disk while a commit is being written: its revision, over what was written first. */
    private static OwnerState between(OwnerState before, RosterEdit first, OwnerState after) {
        Condition same = Condition.none().withCommit(after.revision().commit());
        return before.commit(first, same, Instant.now()).after();
    }

    /** A store that writes some commits in two steps: {@code first} says what comes first, if there are two. */
    private static ZooStore inTwoSteps(Disk disk, BiFunction<OwnerState, RosterEdit, Optional<RosterEdit>> first) {
        return new ZooStore(disk) {
            @Override
            void write(OwnerState before, RosterEdit edit, OwnerState after) {
                first.apply(before, edit).ifPresent(part -> {
                    disk.write(key(before.owner()), between(before, part, after));
                    Window.open();
                });
                super.write(before, edit, after);
            }
        };
    }

    private static WrongStore tornCommit() {
        return Fault.of(
                        Clause.COMMIT_ATOMIC,
                        "torn commit",
                        "The contacts of a commit are written one after the other.",
                        "of generation")
                .seenIn("legastero/SleekRedis: some ten round trips for one save")
                .breaks(Clause.READ_ONE_STATE, Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> inTwoSteps(
                        disk,
                        (before, edit) -> edit.items().size() < 2 || edit.replacesItems()
                                ? Optional.empty()
                                : Optional.of(firstHalf(edit))));
    }

    private static RosterEdit firstHalf(RosterEdit edit) {
        EditDraft draft = new EditDraft(edit);
        List<BareJid> contacts = new ArrayList<>(draft.items().keySet());
        draft.items().keySet().removeAll(contacts.subList(contacts.size() / 2, contacts.size()));
        return draft.edit();
    }

    private static WrongStore verFirst() {
        return Fault.of(
                        Clause.COMMIT_ATOMIC,
                        "ver before the contacts",
                        "The ver is written before the contacts that it stands for.",
                        "was of it")
                .seenIn("slixmpp: the new version is stored before the items")
                .breaks(Clause.READ_ONE_STATE, Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> inTwoSteps(
                        disk,
                        (before, edit) -> edit.ver().isEmpty() || edit.items().isEmpty()
                                ? Optional.empty()
                                : Optional.of(RosterEdit.ver(edit.ver().get().orElse("")))));
    }

    private static WrongStore deleteThenInsert() {
        return Fault.of(
                        Clause.COMMIT_REPLACE_ATOMIC,
                        "delete, then insert",
                        "replaceItems deletes all items and then writes the new ones.",
                        "0 items of generations []")
                .seenIn("Smack's DirectoryRosterStore: of 5,324 reads during resets 2,890 were partial")
                .breaks(Clause.CONCURRENCY_LINEARIZABLE)
                .store(disk -> inTwoSteps(
                        disk,
                        (before, edit) -> edit.replacesItems()
                                ? Optional.of(RosterEdit.replaceItems(List.of()))
                                : Optional.empty()));
    }

    private static WrongStore batchesCounted() {
        return Fault.of(
                        Clause.COMMIT_COUNTER,
                        "counter jumps",
                        "A commit of more than a thousand contacts is counted batch by batch.",
                        "items the counter is 2")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        OwnerState.Step step = super.step(before, edit, condition);
                        if (step.after() == before || edit.items().size() <= History.CONTACTS) {
                            return step;
                        }
                        OwnerState ahead = before.commit(RosterEdit.nothing(), Condition.none(), Instant.now())
                                .after();
                        return ahead.commit(
                                edit,
                                Condition.none().withCommit(condition.commit().orElseThrow()),
                                Instant.now());
                    }
                });
    }

    private static WrongStore putDropsExtras() {
        return Fault.of(
                        Clause.COMMIT_PUT,
                        "extras lost on put",
                        "put writes the contact's record anew, and its extras are gone.",
                        "the extras of juliet@capulet.example are {trust=full}")
                .breaks(Clause.SIZE_LIMITS, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        return edit.replacesItems()
                                ? edit
                                : withoutOldExtras(before, edit, edit.items().keySet());
                    }
                });
    }

    private static WrongStore putBeginsAnew() {
        return Fault.of(
                        Clause.COMMIT_PUT,
                        "new items unsubscribed",
                        "A new item begins without a subscription, whatever is put.",
                        "subscription none, ask false")
                .breaks(Clause.VALUES_STATES, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        return EditDraft.items(
                                edit,
                                item -> contacts.containsKey(item.contact())
                                        ? item
                                        : item.withSubscription(Subscription.NONE));
                    }
                });
    }

    private static WrongStore renameDropsApproval() {
        return Fault.of(
                        Clause.COMMIT_PUT,
                        "approval lost on rename",
                        "An item that gets another name loses its pre-approval.",
                        "ask true, approved false")
                .seenIn("Prosody: approved is lost when the client renames or regroups the contact")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        return EditDraft.items(edit, item -> {
                            Contact old = contacts.get(item.contact());
                            boolean renamed = old != null
                                    && old.item().isPresent()
                                    && !old.item().get().name().equals(item.name());
                            return renamed ? item.withApproved(false) : item;
                        });
                    }
                });
    }

    private static WrongStore putSettles() {
        return Fault.of(
                        Clause.COMMIT_PUT,
                        "request lost on put",
                        "put writes the contact's record anew, and its request is gone.",
                        "the request of juliet@capulet.example is Optional[")
                .breaks(Clause.SIZE_LIMITS, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        if (!edit.replacesItems()) {
                            edit.items()
                                    .forEach((contact, item) -> item.ifPresent(
                                            put -> draft.requests().putIfAbsent(contact, Optional.empty())));
                        }
                        return draft.edit();
                    }
                });
    }

    private static WrongStore removeSettles() {
        return Fault.of(
                        Clause.COMMIT_REMOVE,
                        "request lost on remove",
                        "remove deletes the contact's record, and its request with it.",
                        "the request of juliet@capulet.example is Optional[")
                .breaks(Clause.FAIL_UNREADABLE, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        edit.items().forEach((contact, item) -> {
                            if (item.isEmpty()) {
                                draft.requests().putIfAbsent(contact, Optional.empty());
                            }
                        });
                        return draft.edit();
                    }
                });
    }

    private static WrongStore removalHides() {
        Map<String, Map<String, String>> hidden = new ConcurrentHashMap<>();
        return Fault.of(
                        Clause.COMMIT_REMOVE,
                        "removal that only hides",
                        "A contact that was removed and is put again has its old extras back.",
                        "the extras of juliet@capulet.example are {}")
                .seenIn("slidge's first design: removed is a column that no reader looks at")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        EditDraft draft = new EditDraft(edit);
                        edit.items().forEach((contact, item) -> {
                            String row = before.owner() + " " + contact;
                            if (item.isEmpty() && contacts.containsKey(contact)) {
                                hidden.put(row, contacts.get(contact).extras());
                            } else if (item.isPresent() && hidden.containsKey(row)) {
                                hidden.remove(row)
                                        .forEach((key, value) ->
                                                draft.extras(contact).putIfAbsent(key, Optional.of(value)));
                            }
                        });
                        return draft.edit();
                    }
                });
    }

    private static WrongStore absentRefused() {
        return Fault.of(
                        Clause.COMMIT_REMOVE_ABSENT,
                        "absent contact refused",
                        "Removing a contact that is not there is refused, with the ver that comes with it.",
                        "no such contact")
                .seenIn("Smack's DirectoryRosterStore: returns false, and does not advance the version")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        edit.items().forEach((contact, item) -> {
                            if (item.isEmpty() && edit.ver().isPresent() && !contacts.containsKey(contact)) {
                                throw new StoredDataException("no such contact: " + contact);
                            }
                        });
                        return edit;
                    }
                });
    }

    private static WrongStore replaceKeeps() {
        return Fault.of(
                        Clause.COMMIT_REPLACE,
                        "replaceItems keeps",
                        "replaceItems does not drop contacts that have extras.",
                        "the extras of juliet@capulet.example are {}")
                .seenIn("Halcyon, slixmpp: a full roster result never prunes")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        if (edit.replacesItems()) {
                            before.roster().contacts().values().stream()
                                    .filter(contact -> !contact.extras().isEmpty())
                                    .flatMap(contact -> contact.item().stream())
                                    .forEach(item -> draft.items().putIfAbsent(item.contact(), Optional.of(item)));
                        }
                        return draft.edit();
                    }
                });
    }

    private static WrongStore replaceDropsExtras() {
        return Fault.of(
                        Clause.COMMIT_REPLACE,
                        "extras lost on replaceItems",
                        "replaceItems writes the contacts that stay anew, and their extras are gone.",
                        "the extras of juliet@capulet.example are {trust=full}")
                .seenIn("no peer keeps them: Kaidan's tests ask for it")
                .breaks(Clause.SIZE_LIMITS, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        return edit.replacesItems()
                                ? withoutOldExtras(before, edit, edit.items().keySet())
                                : edit;
                    }
                });
    }

    /** The edit, and that some contacts lose the extras that they have. */
    private static RosterEdit withoutOldExtras(OwnerState before, RosterEdit edit, Collection<BareJid> contacts) {
        Map<BareJid, Contact> old = before.roster().contacts();
        EditDraft draft = new EditDraft(edit);
        for (BareJid contact : contacts) {
            boolean stays = edit.items().getOrDefault(contact, Optional.empty()).isPresent();
            if (stays && old.containsKey(contact)) {
                old.get(contact)
                        .extras()
                        .keySet()
                        .forEach(key -> draft.extras(contact).putIfAbsent(key, Optional.empty()));
            }
        }
        return draft.edit();
    }

    private static WrongStore verStays() {
        return Fault.of(
                        Clause.COMMIT_VER,
                        "ver that stays",
                        "noVer leaves the old ver in place.",
                        "the ver is Optional.empty")
                .seenIn("processone/ejabberd#2107: pushes without a version, and the client keeps the old one")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        boolean drops =
                                edit.ver().isPresent() && edit.ver().get().isEmpty();
                        return drops ? new EditDraft(edit).ver(Optional.empty()).edit() : edit;
                    }
                });
    }

    private static WrongStore verForgotten() {
        return Fault.of(
                        Clause.COMMIT_VER,
                        "ver that does not stay",
                        "An edit of items that does not speak of the ver drops it.",
                        "the ver is Optional[ver14]")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        return edit.ver().isEmpty() && !edit.items().isEmpty() ? edit.and(RosterEdit.noVer()) : edit;
                    }
                });
    }

    private static WrongStore verFromTheBeginning() {
        return Fault.of(
                        Clause.COMMIT_VER,
                        "ver from the beginning",
                        "The first commit of an owner gives it an empty ver, if it brings none.",
                        "the ver is Optional.empty")
                .seenIn("Smack's RosterStore: the version of a fresh store is the empty string")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        boolean isFirst = before.revision().equals(Revision.NONE) && !edit.erases();
                        return isFirst && edit.ver().isEmpty() ? edit.and(RosterEdit.ver("")) : edit;
                    }
                });
    }

    private static WrongStore requestMakesItem() {
        return Fault.of(
                        Clause.COMMIT_REQUEST,
                        "request that makes an item",
                        "A stranger's request puts him on the list.",
                        "the item of romeo@montague.example is Optional.empty")
                .seenIn("SleekXMPP: an inbound subscribe creates a persisted item")
                .breaks(Clause.HISTORY_TOUCHED, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        EditDraft draft = new EditDraft(edit);
                        edit.requests().forEach((contact, request) -> {
                            if (request.isPresent() && !contacts.containsKey(contact) && !edit.replacesItems()) {
                                draft.items().putIfAbsent(contact, Optional.of(RosterItem.of(contact)));
                            }
                        });
                        return draft.edit();
                    }
                });
    }

    private static WrongStore settlingCleansUp() {
        return Fault.of(
                        Clause.SEQUENCE_MODEL,
                        "settling cleans up",
                        "Settling drops the extras of a contact that has no item.",
                        "settle juliet@capulet.example")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        EditDraft draft = new EditDraft(edit);
                        edit.requests().forEach((jid, request) -> {
                            Contact contact = contacts.get(jid);
                            if (request.isEmpty()
                                    && contact != null
                                    && contact.item().isEmpty()) {
                                contact.extras()
                                        .keySet()
                                        .forEach(key -> draft.extras(jid).putIfAbsent(key, Optional.empty()));
                            }
                        });
                        return draft.edit();
                    }
                });
    }

    private static WrongStore requestNotReplaced() {
        return Fault.of(
                        Clause.COMMIT_REQUEST,
                        "first request kept",
                        "A second request of the same contact is dropped, and the first kept.",
                        "the request of romeo@montague.example is Optional[")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        return EditDraft.requests(
                                edit,
                                request -> Optional.ofNullable(contacts.get(request.from()))
                                        .flatMap(Contact::request)
                                        .orElse(request));
                    }
                });
    }

    private static WrongStore extrasOverwritten() {
        return Fault.of(
                        Clause.COMMIT_EXTRA,
                        "extras overwritten",
                        "Setting one extra drops the contact's others.",
                        "the extras of nurse@capulet.example are {")
                .breaks(Clause.SIZE_LIMITS, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        EditDraft draft = new EditDraft(edit);
                        before.roster().contacts().values().stream()
                                .filter(contact -> edit.extras().containsKey(contact.jid()))
                                .forEach(contact -> contact.extras()
                                        .keySet()
                                        .forEach(key ->
                                                draft.extras(contact.jid()).putIfAbsent(key, Optional.empty())));
                        return draft.edit();
                    }
                });
    }

    private static WrongStore extraMakesItem() {
        return Fault.of(
                        Clause.COMMIT_EXTRA,
                        "extra that makes an item",
                        "An owner's first extra puts its contact on the list.",
                        "the item of nurse@capulet.example is Optional.empty")
                .breaks(Clause.COMMIT_REPLACE, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        Map<BareJid, Contact> contacts = before.roster().contacts();
                        EditDraft draft = new EditDraft(edit);
                        edit.extras().keySet().stream()
                                .filter(contact -> contacts.isEmpty() && !edit.replacesItems())
                                .forEach(contact ->
                                        draft.items().putIfAbsent(contact, Optional.of(RosterItem.of(contact))));
                        return draft.edit();
                    }
                });
    }

    private static WrongStore nothingAtNone() {
        return Fault.of(
                        Clause.COMMIT_NOTHING,
                        "nothing at none",
                        "An owner's first commit is answered with NONE if it changes nothing.",
                        "a revision after none")
                .breaks(Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        OwnerState.Step step = super.step(before, edit, condition);
                        return before.revision().equals(Revision.NONE) && edit.isEmpty()
                                ? new OwnerState.Step(step.after(), new Committed(Revision.NONE))
                                : step;
                    }
                });
    }

    private static WrongStore nothingSkipped() {
        return Fault.of(
                        Clause.COMMIT_NOTHING,
                        "nothing skipped",
                        "Settling what is settled already is acknowledged and not committed.",
                        "a revision after 4-")
                .breaks(Clause.CAS_CONTACTS)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    OwnerState.Step step(OwnerState before, RosterEdit edit, Condition condition) {
                        OwnerState.Step step = super.step(before, edit, condition);
                        boolean settles = edit.requests().size() == 1
                                && edit.equals(RosterEdit.settle(
                                        edit.requests().keySet().iterator().next()));
                        return settles && before.roster().requests().findFirst().isEmpty()
                                ? new OwnerState.Step(before, new Committed(before.revision()))
                                : step;
                    }
                });
    }

    private static WrongStore allTouched() {
        return Fault.of(
                        Clause.COMMIT_CHANGED_IN,
                        "all contacts touched",
                        "Dropping the ver marks every contact as changed.",
                        "changedIn of juliet@capulet.example is")
                .breaks(Clause.HISTORY_TOUCHED, Clause.SEQUENCE_MODEL)
                .store(disk -> new ZooStore(disk) {
                    @Override
                    RosterEdit edit(OwnerState before, RosterEdit edit) {
                        if (!edit.equals(RosterEdit.noVer())) {
                            return edit;
                        }
                        EditDraft draft = new EditDraft(edit);
                        before.roster()
                                .contacts()
                                .keySet()
                                .forEach(contact -> draft.extras(contact).put("untouched", Optional.empty()));
                        return draft.edit();
                    }
                });
    }
}
