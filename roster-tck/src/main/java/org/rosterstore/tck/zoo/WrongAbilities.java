package org.rosterstore.tck.zoo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores whose history, feed or catalog is wrong. */
final class WrongAbilities {

    private WrongAbilities() {}

    static List<WrongStore> all() {
        return List.of(
                removalsNotLogged(),
                logTooShort(),
                alwaysTooOld(),
                unknownAnswered(),
                erasureSilent(),
                largeEditSilent(),
                othersSilent(),
                fewOwners(),
                signalsGoBack(),
                signalsOfNothing(),
                calledAfterClose(),
                failingListenerDropped(),
                failingListenerStopsAll(),
                emptyOwnersOmitted(),
                pageEndLost(),
                erasedListed(),
                readOwnersListed());
    }

    private static WrongStore removalsNotLogged() {
        return Fault.of(
                        Clause.HISTORY_TOUCHED,
                        "history gap",
                        "Contacts that are gone are missing from the changes.",
                        "touched contacts: [")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Optional<Changes> since(BareJid owner, Revision revision) {
                        return super.since(owner, revision).map(changes -> {
                            Map<BareJid, Contact> present = new HashMap<>(changes.contacts());
                            present.values().removeIf(Contact::isAbsent);
                            return withContacts(changes, present);
                        });
                    }
                });
    }

    private static Changes withContacts(Changes changes, Map<BareJid, Contact> contacts) {
        return new Changes(
                changes.owner(), changes.from(), changes.to(), changes.ver(), contacts, changes.unreadable());
    }

    private static WrongStore logTooShort() {
        return Fault.of(Clause.HISTORY_REACH, "log of 63", "The log reaches back over 63 commits.", "64 commits ago")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Optional<Changes> since(BareJid owner, Revision revision) {
                        return super.since(owner, revision)
                                .filter(changes -> changes.to().counter() - revision.counter() < History.COMMITS);
                    }
                });
    }

    private static WrongStore alwaysTooOld() {
        return Fault.of(
                        Clause.HISTORY_REACH,
                        "always too old",
                        "Every revision but the present one is answered as too old.",
                        "1 commits ago")
                .seenIn("RFC 6121, 2.6.3 allows it, and all peers do it: the whole roster after any change")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Optional<Changes> since(BareJid owner, Revision revision) {
                        return super.since(owner, revision)
                                .filter(changes -> changes.to().equals(revision));
                    }
                });
    }

    private static WrongStore unknownAnswered() {
        return Fault.of(
                        Clause.HISTORY_UNKNOWN,
                        "history by counter",
                        "A revision whose counter is the present one is answered: no changes.",
                        "a count with an id that it never had")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Optional<Changes> since(BareJid owner, Revision revision) {
                        Revision present = state(owner).revision();
                        return super.since(owner, revision.counter() == present.counter() ? present : revision);
                    }
                });
    }

    private static WrongStore erasureSilent() {
        return Fault.of(Clause.FEED_SIGNALS, "feed silent on erase", "An erasure is not signalled.", "a signal for")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void announce(OwnerState before, RosterEdit edit) {
                        if (!edit.erases()) {
                            super.announce(before, edit);
                        }
                    }
                });
    }

    private static WrongStore largeEditSilent() {
        return Fault.of(
                        Clause.FEED_SIGNALS,
                        "feed silent on large edits",
                        "A commit of more than a thousand contacts is not signalled.",
                        "a signal for")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void announce(OwnerState before, RosterEdit edit) {
                        if (edit.items().size() <= History.CONTACTS) {
                            super.announce(before, edit);
                        }
                    }
                });
    }

    private static WrongStore othersSilent() {
        return Fault.of(
                        Clause.FEED_SIGNALS,
                        "feed of one handle",
                        "A handle signals its own commits only.",
                        "a signal for")
                .seenIn("processone/ejabberd#3046, igniterealtime/Openfire#1511: other writers are invisible")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void announce(OwnerState before, RosterEdit edit) {
                        ((FeedDispatcher) feed().orElseThrow()).changed(before.owner());
                    }
                });
    }

    private static WrongStore signalsGoBack() {
        return Fault.of(
                        Clause.FEED_ORDER,
                        "feed out of order",
                        "After each signal of an owner the one before is repeated.",
                        "none of an earlier revision")
                .store(disk -> telling(disk, listener -> {
                    Map<BareJid, Feed.Signal> last = new ConcurrentHashMap<>();
                    return signal -> {
                        listener.accept(signal);
                        if (signal instanceof Feed.Changed changed) {
                            Optional.ofNullable(last.put(changed.owner(), changed))
                                    .ifPresent(listener);
                        }
                    };
                }));
    }

    private static WrongStore signalsOfNothing() {
        return Fault.of(
                        Clause.FEED_ORDER,
                        "revision made up",
                        "A signal carries the right counter and an id of its own.",
                        "signals of revisions that the owner had")
                .store(disk -> telling(
                        disk,
                        listener -> signal ->
                                listener.accept(signal instanceof Feed.Changed changed ? madeUp(changed) : signal)));
    }

    private static Feed.Signal madeUp(Feed.Changed changed) {
        return new Feed.Changed(changed.owner(), new Revision(changed.revision().counter(), Revision.newCommitId()));
    }

    /** A store that gives its listeners something else to hear. */
    private static ZooStore telling(Disk disk, UnaryOperator<Consumer<Feed.Signal>> through) {
        return new ZooStore(disk) {
            @Override
            public Optional<Feed> feed() {
                return super.feed()
                        .map(feed -> subscribing(feed, listener -> feed.subscribe(through.apply(listener::accept))));
            }
        };
    }

    /** A feed with another way to subscribe. */
    private static Feed subscribing(Feed feed, Function<Consumer<? super Feed.Signal>, Feed.Registration> subscribe) {
        return new Feed() {
            @Override
            public Registration subscribe(Consumer<? super Signal> listener) {
                return subscribe.apply(listener);
            }

            @Override
            public Duration latency() {
                return feed.latency();
            }
        };
    }

    private static WrongStore fewOwners() {
        return Fault.of(
                        Clause.FEED_SIGNALS,
                        "signals of few owners",
                        "A listener is told of the first sixteen owners that it hears of.",
                        "a signal for")
                .store(disk -> telling(disk, listener -> {
                    Set<BareJid> owners = new HashSet<>();
                    return signal -> {
                        if (signal instanceof Feed.Changed changed && owners.size() < 16) {
                            owners.add(changed.owner());
                        }
                        if (!(signal instanceof Feed.Changed changed) || owners.contains(changed.owner())) {
                            listener.accept(signal);
                        }
                    };
                }));
    }

    private static WrongStore calledAfterClose() {
        return Fault.of(
                        Clause.FEED_CLOSED,
                        "called after close",
                        "Closing a registration does not end it.",
                        "calls of the listener []")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public Optional<Feed> feed() {
                        return super.feed()
                                .map(feed -> subscribing(feed, listener -> {
                                    feed.subscribe(listener);
                                    return () -> {};
                                }));
                    }
                });
    }

    private static WrongStore failingListenerDropped() {
        return Fault.of(
                        Clause.FEED_LISTENERS,
                        "failing listener dropped",
                        "A listener that throws once is not told any more.",
                        "for a listener that has thrown 1 times")
                .store(disk -> telling(disk, listener -> untilItThrows(listener, new AtomicBoolean())));
    }

    private static WrongStore failingListenerStopsAll() {
        return Fault.of(
                        Clause.FEED_LISTENERS,
                        "failing listener stops all",
                        "When a listener throws, the feed of its handle ends for all.",
                        "for a listener beside one that throws")
                .store(disk -> {
                    AtomicBoolean hasThrown = new AtomicBoolean();
                    return telling(disk, listener -> untilItThrows(listener, hasThrown));
                });
    }

    private static Consumer<Feed.Signal> untilItThrows(Consumer<Feed.Signal> listener, AtomicBoolean hasThrown) {
        return signal -> {
            if (!hasThrown.get()) {
                try {
                    listener.accept(signal);
                } catch (RuntimeException e) {
                    hasThrown.set(true);
                    throw e;
                }
            }
        };
    }

    private static WrongStore emptyOwnersOmitted() {
        return Fault.of(
                        Clause.CATALOG_ALL,
                        "empty owners omitted",
                        "Owners without contacts are not listed.",
                        "the catalog on pages of 1 to name all")
                .seenIn("Prosody's xep0227 driver: what belongs to a roster without items is dropped")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Catalog.Page page(Optional<String> mark, int size) {
                        Catalog.Page page = super.page(mark, size);
                        return new Catalog.Page(
                                page.owners().stream()
                                        .filter(owner -> !state(owner)
                                                .roster()
                                                .contacts()
                                                .isEmpty())
                                        .toList(),
                                page.next());
                    }
                });
    }

    private static WrongStore pageEndLost() {
        return Fault.of(
                        Clause.CATALOG_ALL,
                        "page end lost",
                        "The last owner of a page that is not the last one is named on neither.",
                        "the catalog on pages of 1, while")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Catalog.Page page(Optional<String> mark, int size) {
                        Catalog.Page page = super.page(mark, size);
                        List<BareJid> owners = page.owners();
                        return new Catalog.Page(
                                page.next().isPresent() ? owners.subList(0, owners.size() - 1) : owners, page.next());
                    }
                });
    }

    private static WrongStore erasedListed() {
        NavigableSet<BareJid> erased = new ConcurrentSkipListSet<>();
        return Fault.of(
                        Clause.CATALOG_ONLY,
                        "erased owners listed",
                        "The marks of erased owners are listed as owners.",
                        "of owners which were erased, []")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        super.write(before, edit, after);
                        if (edit.erases()) {
                            erased.add(before.owner());
                        }
                    }

                    @Override
                    Catalog.Page page(Optional<String> mark, int size) {
                        return withLast(super.page(mark, size), erased);
                    }
                });
    }

    private static WrongStore readOwnersListed() {
        NavigableSet<BareJid> read = new ConcurrentSkipListSet<>();
        return Fault.of(
                        Clause.CATALOG_ONLY,
                        "read owners listed",
                        "An owner that was only read is listed.",
                        "of owners which were never committed to, []")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Roster roster(OwnerState state) {
                        read.add(state.owner());
                        return super.roster(state);
                    }

                    @Override
                    Catalog.Page page(Optional<String> mark, int size) {
                        return withLast(super.page(mark, size), read);
                    }
                });
    }

    /** The page, with more owners if it is the last. */
    private static Catalog.Page withLast(Catalog.Page page, NavigableSet<BareJid> others) {
        List<BareJid> owners = new ArrayList<>(page.owners());
        if (page.next().isEmpty()) {
            owners.addAll(others);
        }
        return new Catalog.Page(owners, page.next());
    }
}
