package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Condition;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

/** The list of owners. The store may be in use: other people's owners are walked past. */
final class CatalogTests {

    private static final RosterEdit PUT_JULIET = RosterEdit.put(Cast.named(JULIET, "Juliet"));
    private static final List<Integer> SIZES = List.of(1, 2, 7, 1_000);

    private CatalogTests() {}

    private static Catalog catalog(Trial trial) {
        return trial.store().catalog().orElseThrow();
    }

    /** Walks from the first page to the last. */
    private static void walk(Trial trial, int size, Consumer<List<BareJid>> visit) {
        Map<String, Integer> marks = new HashMap<>();
        Optional<String> mark = Optional.empty();
        do {
            Catalog.Page page = catalog(trial).page(mark, size);
            visit.accept(page.owners());
            mark = page.next();
            // A mark may come again while the store moves things about, but not again and again.
            int times = mark.map(it -> marks.merge(it, 1, Integer::sum)).orElse(0);
            trial.expect(
                    times < 1_000, "an end of the walk over pages of " + size, "the mark " + mark + " again and again");
        } while (mark.isPresent());
    }

    /** Those of ours that a walk names. */
    private static Set<BareJid> named(Trial trial, int size, Collection<BareJid> ours) {
        Set<BareJid> known = Set.copyOf(ours);
        Set<BareJid> named = new TreeSet<>();
        walk(trial, size, owners -> owners.stream().filter(known::contains).forEach(named::add));
        return named;
    }

    /** The same, until the list is as it should be, where the store may answer with older states. */
    private static Set<BareJid> named(Trial trial, int size, Collection<BareJid> ours, Set<BareJid> expected) {
        return Eventually.read(trial, () -> named(trial, size, ours), expected::equals);
    }

    private static void expectAll(Trial trial, String how, Set<BareJid> owners, Set<BareJid> named) {
        Set<BareJid> missing = new TreeSet<>(owners);
        missing.removeAll(named);
        trial.expect(
                missing.isEmpty(),
                "the catalog %s to name all of %d owners".formatted(how, owners.size()),
                "it omits " + missing);
    }

    /** One owner for each way to exist. */
    private static Set<BareJid> existing(Trial trial) {
        RosterStore store = trial.store();
        Set<BareJid> owners = new TreeSet<>();
        for (List<RosterEdit> edits : List.of(
                List.of(PUT_JULIET),
                List.of(RosterEdit.nothing()),
                List.of(RosterEdit.ver("1")),
                List.of(RosterEdit.request(SubscriptionRequest.of(JULIET, Instant.EPOCH))),
                List.of(RosterEdit.extra(JULIET, "trusted", "yes")),
                List.of(RosterEdit.replaceItems(List.of())),
                List.of(PUT_JULIET, RosterEdit.remove(JULIET)),
                List.of(PUT_JULIET, RosterEdit.eraseAll(), PUT_JULIET),
                List.of(PUT_JULIET, RosterEdit.eraseAll(), RosterEdit.nothing()))) {
            BareJid owner = trial.owner();
            edits.forEach(edit -> store.commit(owner, edit));
            owners.add(owner);
        }
        return owners;
    }

    @Verifies(Clause.CATALOG_ALL)
    static void everyOwnerThatExistsIsNamedWhateverTheSizeOfAPage(Trial trial) {
        Set<BareJid> owners = existing(trial);
        for (int size : SIZES) {
            expectAll(trial, "on pages of " + size, owners, named(trial, size, owners, owners));
        }
    }

    @Verifies(Clause.CATALOG_ALL)
    static void theStreamNamesEveryOwnerThatExists(Trial trial) {
        Set<BareJid> owners = existing(trial);
        Set<BareJid> named = Eventually.read(
                trial,
                () -> catalog(trial).owners().filter(owners::contains).collect(Collectors.toCollection(TreeSet::new)),
                owners::equals);
        expectAll(trial, "as a stream", owners, named);
    }

    @Verifies(Clause.CATALOG_ALL)
    static void ownersAreNamedAsTheyAre(Trial trial) {
        Set<BareJid> owners = new TreeSet<>();
        for (String localpart :
                List.of("a:b", "{brace}", "50%", "a.b$c", "d\\20e", "o_w*n?er", "ver", "ἰουλιέτα", "😀")) {
            owners.add(trial.owner(localpart));
        }
        owners.add(trial.own(BareJid.stored(trial.freshDomain())));
        owners.forEach(owner -> trial.store().commit(owner, PUT_JULIET));
        for (int size : SIZES) {
            expectAll(trial, "on pages of " + size, owners, named(trial, size, owners, owners));
        }
    }

    @Verifies(Clause.CATALOG_ALL)
    static void anOwnerThatExistsAllTheWhileIsNamedThoughOthersComeAndGo(Trial trial) {
        RosterStore store = trial.store();
        for (int size : List.of(1, 2, 5)) {
            Set<BareJid> standing = new TreeSet<>();
            Set<BareJid> passing = new HashSet<>();
            for (int i = 0; i < 12; i++) {
                BareJid stays = trial.owner();
                BareJid goes = trial.owner();
                store.commit(stays, PUT_JULIET);
                store.commit(goes, PUT_JULIET);
                standing.add(stays);
                passing.add(goes);
            }
            Set<BareJid> all = new TreeSet<>(standing);
            all.addAll(passing);
            expectAll(trial, "at first", all, named(trial, 1_000, all, all));
            Set<BareJid> named = new TreeSet<>();
            int erased = passing.size();
            walk(trial, size, owners -> {
                for (BareJid owner : owners) {
                    if (standing.contains(owner)) {
                        named.add(owner);
                    }
                    // Who was named goes, so that whoever counts from the beginning loses the place.
                    if (passing.remove(owner)) {
                        store.commit(owner, RosterEdit.eraseAll());
                        store.commit(trial.owner(), PUT_JULIET);
                    }
                }
            });
            String change = "on pages of %d, while %d owners were erased and as many created,";
            expectAll(trial, change.formatted(size, erased), standing, named);
        }
    }

    @Verifies(Clause.CATALOG_ONLY)
    static void anErasedOwnerIsNotNamed(Trial trial) {
        RosterStore store = trial.store();
        BareJid control = trial.owner();
        store.commit(control, PUT_JULIET);
        List<BareJid> gone = new ArrayList<>();
        for (List<RosterEdit> edits : List.of(
                List.of(PUT_JULIET, RosterEdit.eraseAll()),
                List.of(RosterEdit.nothing(), RosterEdit.eraseAll()),
                List.of(PUT_JULIET, RosterEdit.eraseAll(), RosterEdit.eraseAll()),
                List.of(PUT_JULIET, RosterEdit.eraseAll(), PUT_JULIET, RosterEdit.eraseAll()))) {
            BareJid owner = trial.owner();
            edits.forEach(edit -> store.commit(owner, edit));
            gone.add(owner);
        }
        BareJid retried = trial.owner();
        Revision first = store.commit(retried, PUT_JULIET);
        store.commit(retried, RosterEdit.eraseAll());
        store.commit(retried, PUT_JULIET, Condition.none().withCommit(first.commit()));
        gone.add(retried);
        expectNotNamed(trial, gone, "which were erased", control);
    }

    @Verifies(Clause.CATALOG_ONLY)
    static void anOwnerThatWasNeverCommittedToIsNotNamed(Trial trial) {
        RosterStore store = trial.store();
        BareJid control = trial.owner();
        store.commit(control, PUT_JULIET);
        BareJid read = trial.owner();
        store.load(read);
        store.find(read, JULIET);
        store.revision(read);
        store.loadAll(List.of(read));
        store.history().ifPresent(history -> history.since(read, Revision.NONE));
        BareJid inConflict = trial.owner();
        store.commit(inConflict, PUT_JULIET, Condition.at(trial.unknownRevision(3)));
        BareJid unchanged = trial.owner();
        store.update(unchanged, roster -> RosterEdit.nothing());
        BareJid erasedInVain = trial.owner();
        store.erase(erasedInVain);
        BareJid refused = trial.owner();
        refuse(store, refused);
        List<BareJid> strangers = List.of(read, inConflict, unchanged, erasedInVain, refused);
        expectNotNamed(trial, strangers, "which were never committed to", control);
    }

    private static void refuse(RosterStore store, BareJid owner) {
        List<RosterEdit> tooMany = new ArrayList<>();
        for (int i = 0; i <= Limits.EXTRAS; i++) {
            tooMany.add(RosterEdit.extra(JULIET, "key" + i, ""));
        }
        try {
            store.commit(owner, RosterEdit.all(tooMany));
        } catch (LimitExceededException e) {
            return;
        }
        throw new Nonconformity(Clause.SIZE_LIMITS, "33 extras of a contact refused", "they were committed");
    }

    /** Expects that none of these is named, by a walk that is known to work. */
    private static void expectNotNamed(Trial trial, List<BareJid> owners, String whoTheyAre, BareJid control) {
        List<BareJid> ours = new ArrayList<>(owners);
        ours.add(control);
        for (int size : SIZES) {
            Set<BareJid> named = named(trial, size, ours, Set.of(control));
            if (!named.remove(control)) {
                throw new Nonconformity(Clause.CATALOG_ALL, "among the owners " + control, "it is not");
            }
            trial.expectEqual("in the catalog, of owners %s,".formatted(whoTheyAre), Set.of(), named);
        }
    }
}
