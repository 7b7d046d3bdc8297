package org.rosterstore.tck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** Draws commands. Few owners, contacts and values, so that they meet. */
final class RandomCommands {

    private static final int OWNERS = 3;
    private static final List<BareJid> CONTACTS = Stream.of(
                    "juliet@capulet.example",
                    "ver",
                    "pending@montague.example",
                    "d\\27artagnan@france.example",
                    "user@[::1]",
                    "andré@exämple.org",
                    "$set.a.b")
            .map(BareJid::stored)
            .toList();
    private static final List<String> TEXTS = List.of("", "a", "Juliet ❤", " b ", "𝔘𝔫𝔦,c::d/e", "x\ny", "'\"<&>");
    private static final List<String> KEYS = List.of("trusted", "a.b", "$k", "note");

    private final SplittableRandom random;

    RandomCommands(SplittableRandom random) {
        this.random = random;
    }

    List<Command> sequence(int length) {
        return Stream.generate(this::command).limit(length).toList();
    }

    private Command command() {
        int owner = random.nextInt(OWNERS);
        if (random.nextInt(8) == 0) {
            return new Command.Repeat(owner, random.nextInt(4));
        }
        Command.Expectation expectation =
                random.nextInt(2) == 0 ? Command.Expectation.NOTHING : any(List.of(Command.Expectation.values()));
        return new Command.Commit(owner, edit(), expectation, any(CONTACTS));
    }

    private RosterEdit edit() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return RosterEdit.eraseAll();
        }
        if (kind == 1) {
            return RosterEdit.nothing();
        }
        List<RosterEdit> statements = new ArrayList<>();
        if (kind < 5) {
            statements.add(
                    RosterEdit.replaceItems(some().stream().map(this::item).toList()));
        } else {
            some().forEach(contact -> statements.add(
                    random.nextInt(3) == 0 ? RosterEdit.remove(contact) : RosterEdit.put(item(contact))));
        }
        if (random.nextInt(3) == 0) {
            BareJid contact = any(CONTACTS);
            statements.add(random.nextInt(3) == 0 ? RosterEdit.settle(contact) : RosterEdit.request(request(contact)));
        }
        if (random.nextInt(3) == 0) {
            BareJid contact = any(CONTACTS);
            RosterEdit extra = random.nextInt(3) == 0
                    ? RosterEdit.noExtra(contact, any(KEYS))
                    : RosterEdit.extra(contact, any(KEYS), any(TEXTS));
            if (statements.stream().noneMatch(it -> it.equals(RosterEdit.remove(contact)))) {
                statements.add(extra);
            }
        }
        if (random.nextInt(3) == 0) {
            statements.add(random.nextInt(4) == 0 ? RosterEdit.noVer() : RosterEdit.ver(any(TEXTS)));
        }
        return RosterEdit.all(statements);
    }

    private Set<BareJid> some() {
        Set<BareJid> contacts = new LinkedHashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            contacts.add(any(CONTACTS));
        }
        return contacts;
    }

    private RosterItem item(BareJid contact) {
        Set<String> groups = new LinkedHashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            groups.add(any(TEXTS));
        }
        groups.remove("");
        return new RosterItem(
                contact,
                any(TEXTS),
                groups,
                any(List.of(Subscription.values())),
                random.nextBoolean(),
                random.nextInt(4) == 0);
    }

    private SubscriptionRequest request(BareJid contact) {
        return new SubscriptionRequest(
                contact,
                any(TEXTS),
                any(TEXTS),
                "",
                Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(100_000)));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
