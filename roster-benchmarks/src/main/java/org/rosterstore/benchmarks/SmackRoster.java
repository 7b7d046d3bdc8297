package org.rosterstore.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jivesoftware.smack.roster.packet.RosterPacket;
import org.jivesoftware.smack.roster.rosterstore.DirectoryRosterStore;
import org.jxmpp.jid.impl.JidCreate;
import org.rosterstore.RosterItem;

/** A roster in Smack's own store: a file for each contact, none of them synced. */
final class SmackRoster implements RosterFile {

    private final DirectoryRosterStore store;
    private final List<List<RosterPacket.Item>> editions;
    private long ver;

    SmackRoster(Path directory, List<List<RosterItem>> editions) {
        try {
            this.store =
                    DirectoryRosterStore.init(Files.createDirectory(directory).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.editions = editions.stream()
                .map(items -> items.stream().map(SmackRoster::item).toList())
                .toList();
    }

    private static RosterPacket.Item item(RosterItem item) {
        RosterPacket.Item smack = new RosterPacket.Item(
                JidCreate.bareFromOrThrowUnchecked(item.contact().toString()), item.name(), item.ask());
        smack.setItemType(RosterPacket.ItemType.fromString(item.subscription().word()));
        smack.setApproved(item.approved());
        item.groups().forEach(smack::addGroupName);
        return smack;
    }

    private String next() {
        return "v" + ++ver;
    }

    private static void check(boolean success) {
        if (!success) {
            throw new IllegalStateException("Smack's store has failed");
        }
    }

    @Override
    public void add(int number) {
        check(store.addEntry(item(People.number(number)), next()));
    }

    @Override
    public void remove(int number) {
        check(store.removeEntry(item(People.number(number)).getJid(), next()));
    }

    /** The version is read too: it comes with the roster of a {@link StoredRoster}. */
    @Override
    public int load() {
        check(store.getRosterVersion().equals("v" + ver));
        return store.getEntries().size();
    }

    @Override
    public void reset(int edition) {
        check(store.resetEntries(editions.get(edition % editions.size()), next()));
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
