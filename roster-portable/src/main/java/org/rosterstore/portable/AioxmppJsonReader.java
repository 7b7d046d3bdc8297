package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.Value.Nothing;

/**
 * A reader of the JSON that aioxmpp exports of a roster, {@code RosterClient.export_as_json()}: out come a roster and
 * findings. Not safe for use by many threads at once.
 *
 * <pre>{@code
 * RosterImport into = new RosterImport(store);
 * new AioxmppJsonReader(into, System.err::println).read(BareJid.of("romeo@example.org"), Path.of("roster.json"));
 * }</pre>
 *
 * <p>A file is one account's roster, {@code {"items": {JID: ITEM, …}, "ver": TEXT}}. Whose it is does not stand in it.
 * It knows no pending requests.
 *
 * <p>What the file says is not trusted. What can be repaired is repaired, what cannot is refused, one contact by one,
 * and each is told to the listener as a {@link Finding} with its line; {@code docs/importing.md} has the whole table.
 * The version is kept only if no item was repaired or refused. Of a file that cannot be read to its end, or has no
 * {@code items}, nothing comes. The file must be UTF-8. Depth, texts and the whole roster are bounded as in
 * {@link Xep0227Reader}.
 */
public final class AioxmppJsonReader {

    private final Output output;

    /**
     * A reader of any number of files.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     */
    public AioxmppJsonReader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings) {
        output = new Output(rosters, findings);
    }

    /**
     * Reads one file.
     *
     * @param owner whose roster it is; one that this reader has had before is refused
     * @param file the file
     * @throws IOException if it does not exist; nothing was read. Damage within it is told to the listener instead.
     */
    public void read(BareJid owner, Path file) throws IOException {
        requireNonNull(owner, "owner");
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        OwnerReport report = output.report(owner);
        Place place = new Place(file, 1);
        if (!output.isNew(owner, place, "file", report)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            report.refused(place, "", "not a regular file");
            return;
        }
        RosterDraft draft = new RosterDraft(owner, Instant.EPOCH, report);
        Optional<Roster> roster;
        try (JsonInput in = JsonInput.open(file, file.toRealPath())) {
            export(in, draft);
            in.toEnd();
            roster = draft.roster(place);
        } catch (DamagedFileException e) {
            report.refused(e.place(), "", e.damage() + "; nothing of the file is read");
            return;
        }
        roster.ifPresent(output::roster);
    }

    private static void export(JsonInput in, RosterDraft draft) throws DamagedFileException {
        boolean hasItems = false;
        if (!in.toRoot() || !in.isObject()) {
            throw new DamagedFileException(in.place(), "no export of aioxmpp's: no object");
        }
        while (in.toEntry()) {
            String member = in.key().text().orElse("");
            if (member.equals("items") && in.isObject() && !hasItems) {
                hasItems = true;
                in.enter();
                items(in, draft);
            } else if (member.equals("items")) {
                throw new DamagedFileException(in.place(), "items that are no object, or a second time");
            } else if (member.equals("ver")) {
                ver(in, draft);
            } else {
                draft.report().skipped(in.place(), "member " + member);
                in.skip();
            }
        }
        if (!hasItems) {
            // Taken for an empty roster it could empty one that is not.
            throw new DamagedFileException(in.place(), "no export of aioxmpp's: it has no items");
        }
    }

    private static void items(JsonInput in, RosterDraft draft) throws DamagedFileException {
        while (in.toEntry()) {
            draft.item(in);
        }
    }

    private static void ver(JsonInput in, RosterDraft draft) throws DamagedFileException {
        Place place = in.place();
        Optional<Value> value = in.value();
        if (draft.hasVer()) {
            draft.report().repaired(place, "", "a second version: neither is kept");
            draft.itemsDiffer();
        } else if (value.flatMap(Value::text).isPresent()) {
            draft.ver(value.flatMap(Value::text), place);
        } else if (value.filter(Nothing.class::isInstance).isEmpty()) {
            draft.report().repaired(place, "", "the version is left out: it is no text");
        }
    }
}
