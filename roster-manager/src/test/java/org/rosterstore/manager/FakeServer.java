package org.rosterstore.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Predicate;
import org.rosterstore.BareJid;

/** The server of one account, with roster versioning as RFC 6121, 2.6, has it, and with as many streams as there are. */
final class FakeServer {

    /** What is on its way, in both directions, each in order. */
    static final class Stream {

        final Queue<Stanza> toClient = new ArrayDeque<>();
        final Queue<Stanza> toServer = new ArrayDeque<>();
        private boolean isInterested;
    }

    private final Random random;
    private final Map<BareJid, RosterQuery.Item> items = new HashMap<>();
    private final Map<BareJid, Integer> changedIn = new LinkedHashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private int version = 1;
    private boolean isObliging;

    FakeServer(Random random) {
        this.random = random;
    }

    int version() {
        return version;
    }

    Map<BareJid, RosterQuery.Item> items() {
        return items;
    }

    /** Those who have not changed since a version, which therefore are not sent again to who asks from there. */
    List<BareJid> unchangedSince(int ver) {
        return changedIn.keySet().stream()
                .filter(contact -> changedIn.get(contact) <= ver)
                .toList();
    }

    /** Refuses nothing any more. */
    void oblige() {
        isObliging = true;
    }

    Stream connect() {
        Stream stream = new Stream();
        streams.add(stream);
        return stream;
    }

    void disconnect(Stream stream) {
        streams.remove(stream);
    }

    /** Somebody is added, changed, or removed. */
    void change(BareJid contact, Optional<RosterQuery.Item> item) {
        version++;
        item.ifPresentOrElse(it -> items.put(contact, it), () -> items.remove(contact));
        changedIn.put(contact, version);
        for (Stream stream : streams) {
            if (stream.isInterested) {
                push(stream, contact);
            }
        }
    }

    private void push(Stream stream, BareJid contact) {
        RosterQuery.Item removed = TestClient.item(contact, "", "remove");
        stream.toClient.add(new Iq(
                Iq.Type.SET,
                Optional.empty(),
                Optional.empty(),
                "push-" + version + "-" + random.nextInt(),
                Optional.of(new RosterQuery(
                        Optional.of(changedIn.get(contact).toString()), List.of(items.getOrDefault(contact, removed)))),
                Optional.empty()));
    }

    /** Takes the next thing that a client has sent. */
    void serve(Stream stream) {
        if (stream.toServer.poll() instanceof Iq iq) {
            switch (iq.type()) {
                case GET -> get(stream, iq);
                case SET -> set(stream, iq);
                case RESULT, ERROR -> {}
            }
        }
    }

    private void get(Stream stream, Iq iq) {
        stream.isInterested = true;
        if (!isObliging && random.nextInt(10) == 0) {
            answer(stream, iq.refused(new StanzaError("wait", "internal-server-error", "")));
            return;
        }
        int ver = iq.query()
                .flatMap(RosterQuery::ver)
                .filter(Predicate.not(String::isEmpty))
                .map(Integer::parseInt)
                .orElse(0);
        if (ver == 0 || random.nextInt(3) == 0) {
            RosterQuery all = new RosterQuery(Optional.of(Integer.toString(version)), List.copyOf(items.values()));
            answer(stream, new Iq(Iq.Type.RESULT, iq.to(), iq.from(), iq.id(), Optional.of(all), Optional.empty()));
        } else {
            answer(stream, iq.acknowledged());
            changedIn.keySet().stream()
                    .filter(contact -> changedIn.get(contact) > ver)
                    .sorted(Comparator.comparing(changedIn::get))
                    .forEach(contact -> push(stream, contact));
        }
    }

    private void set(Stream stream, Iq iq) {
        RosterQuery.Item item = iq.query().orElseThrow().items().get(0);
        BareJid contact = BareJid.of(item.jid());
        String subscription = Optional.ofNullable(items.get(contact))
                .map(RosterQuery.Item::subscription)
                .orElse("none");
        change(
                contact,
                Optional.of(new RosterQuery.Item(item.jid(), item.name(), item.groups(), subscription, false, false)));
        answer(stream, iq.acknowledged());
    }

    private static void answer(Stream stream, Iq answer) {
        stream.toClient.add(answer);
    }
}
