package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.Value.Bool;
import org.rosterstore.portable.Value.Digits;
import org.rosterstore.portable.Value.Entry;
import org.rosterstore.portable.Value.Nothing;
import org.rosterstore.portable.Value.Table;
import org.rosterstore.portable.XmlNode.Element;

/**
 * A reader of the files in which Prosody keeps rosters by itself, its {@code internal} storage: out come rosters, one
 * after the other, and findings. Not safe for use by many threads at once.
 *
 * <pre>{@code
 * RosterImport into = new RosterImport(store);
 * new ProsodyDataReader(into, System.err::println).read(Path.of("/var/lib/prosody"));
 * }</pre>
 *
 * <p>A user's roster is the file {@code HOST/roster/USER.dat} in the data directory, where all but ASCII letters and
 * digits are percent-encoded. It is a program in Lua that returns a table, and is <em>not</em> run here: a table of
 * literals is read, and anything else (a call, a variable, an operator) is refused with line and column.
 *
 * <p>What the files say is not trusted. What can be repaired is repaired, what cannot is refused, one by one, and each
 * is told to the listener as a {@link Finding} with file and line; {@code docs/importing.md} has the whole table. The
 * version is kept only if no item was repaired or refused. Of a file that cannot be read to its end nothing comes; other
 * files are read all the same. An owner that comes a second time is refused the second time.
 *
 * <p>No link is followed out of a directory, and depth, texts and the whole roster are bounded as in
 * {@link Xep0227Reader}. Only one owner is held in memory at a time, and the names of all. Prosody should not be running:
 * what it holds in memory is not in the files yet.
 */
public final class ProsodyDataReader {

    private static final String FILES = "*.dat";
    private static final String ROSTERS = "roster";
    private static final Pattern ENCODED = Pattern.compile("([0-9A-Za-z]|%[0-9A-Fa-f]{2})+");
    private static final Pattern COUNTER = Pattern.compile("[0-9]{1,18}");

    private final Output output;
    private final Clock clock;
    private final SourceFiles files = new SourceFiles();

    /**
     * A reader by the system's clock.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     */
    public ProsodyDataReader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings) {
        this(rosters, findings, Clock.systemUTC());
    }

    /**
     * A reader by a clock, which says when those requests came of which the file does not.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     * @param clock the clock
     */
    public ProsodyDataReader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings, Clock clock) {
        output = new Output(rosters, findings);
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Reads whole data directories, directories of one host in them, directories named {@code roster} in these, or
     * single files in those. Owners and files that this reader has seen in an earlier call count as seen.
     *
     * @param sources directories and files
     * @throws IOException if one of them does not exist or a directory cannot be listed; the sources before it were
     *     read. Damage within the files is told to the listener instead.
     */
    public void read(Path... sources) throws IOException {
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                directory(source);
            } else if (Files.exists(source)) {
                file(source);
            } else {
                throw new NoSuchFileException(source.toString());
            }
        }
    }

    /**
     * Reads one file, wherever it is.
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
        owner(owner, file);
    }

    private void directory(Path source) throws IOException {
        List<Path> rosters = new ArrayList<>();
        if (source.toRealPath().endsWith(ROSTERS)) {
            rosters.add(source);
        } else if (Files.isDirectory(source.resolve(ROSTERS))) {
            rosters.add(source.resolve(ROSTERS));
        } else {
            for (Path host : SourceFiles.entries(source, "*")) {
                if (Files.isDirectory(host.resolve(ROSTERS))) {
                    rosters.add(host.resolve(ROSTERS));
                }
            }
        }
        if (rosters.isEmpty()) {
            output.report().refused(new Place(source, 1), "", "no data directory of Prosody's: it has no rosters");
        }
        for (Path directory : rosters) {
            if (directory.startsWith(source) && !directory.equals(source) && !isWithin(directory, source)) {
                output.report().refused(new Place(directory, 1), "", "not a directory of this directory");
                continue;
            }
            for (Path file : SourceFiles.list(directory, FILES, output.report())) {
                file(file);
            }
        }
    }

    /** Whether no link leads elsewhere on the way from a directory to one in it. */
    private static boolean isWithin(Path directory, Path source) throws IOException {
        return directory.toRealPath().equals(source.toRealPath().resolve(source.relativize(directory)));
    }

    /** A file whose owner is said by its path. */
    private void file(Path file) throws IOException {
        Place place = new Place(file, 1);
        Path absolute = file.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        String name = absolute.getFileName().toString();
        if (names < 3 || !absolute.getName(names - 2).toString().equals(ROSTERS) || !name.endsWith(".dat")) {
            output.report().refused(place, "", "no roster of Prosody's: those are HOST/roster/USER.dat");
            return;
        }
        Optional<String> user = decoded(name.substring(0, name.length() - ".dat".length()));
        Optional<String> host = decoded(absolute.getName(names - 3).toString());
        if (user.isEmpty() || host.isEmpty()) {
            output.report().refused(place, "", "the path is not one that Prosody gives to a user's file");
            return;
        }
        String written = user.get() + "@" + host.get();
        BareJid owner;
        try {
            owner = BareJid.of(user.get(), host.get());
        } catch (IllegalArgumentException e) {
            output.report(Optional.of(written)).refused(place, "", "not a user's name: " + e.getMessage());
            return;
        }
        if (!owner.toString().equals(written)) {
            output.report(owner).repaired(place, "", "prepared (RFC 7622) from " + Printable.quoted(written));
        }
        owner(owner, file);
    }

    private void owner(BareJid owner, Path file) throws IOException {
        OwnerReport report = output.report(owner);
        Place place = new Place(file, 1);
        Optional<Path> real = files.take(file);
        if (real.isEmpty() || !output.isNew(owner, place, "file", report)) {
            return;
        }
        if (!Files.isRegularFile(real.get())) {
            report.refused(place, "", "not a regular file");
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RosterDraft draft = new RosterDraft(owner, now, report);
        try (LuaInput in = LuaInput.open(file, real.get())) {
            if (!in.toRoot()) {
                throw new DamagedFileException(in.place(), "not a table");
            }
            while (in.toEntry()) {
                entry(in, draft);
            }
            in.toEnd();
        } catch (DamagedFileException e) {
            report.refused(e.place(), "", e.damage() + "; nothing of the file is read");
            return;
        }
        draft.roster(place).ifPresent(output::roster);
    }

    private static void entry(LuaInput in, RosterDraft draft) throws DamagedFileException {
        if (in.key() instanceof Bool metadata && !metadata.value() && in.isTable()) {
            in.enter();
            metadata(in, draft);
        } else if (in.key().text().equals(Optional.of("pending")) && in.isTable()) {
            pendingOrItem(in, draft);
        } else {
            Value key = in.key();
            draft.whole(in, "item").ifPresentOrElse(value -> item(key, value, draft), draft::itemsDiffer);
        }
    }

    /** Contacts of shared groups are put into a roster while it is in memory, and have no place in a file. */
    private static void item(Value key, Value value, RosterDraft draft) {
        boolean isShared = value instanceof Table table
                && table.entries().stream()
                        .anyMatch(field -> field.key().text().equals(Optional.of("persist"))
                                && field.value() instanceof Bool persist
                                && !persist.value());
        if (isShared) {
            draft.report().refused(value.place(), key.text().orElse(""), "a contact of a shared group");
            draft.itemsDiffer();
        } else {
            draft.item(key, value);
        }
    }

    private static void metadata(LuaInput in, RosterDraft draft) throws DamagedFileException {
        while (in.toEntry()) {
            String field = in.key().text().orElse("");
            if (field.equals("version") && !in.isTable()) {
                version(in, draft);
            } else if (field.equals("pending") && in.isTable()) {
                in.enter();
                while (in.toEntry()) {
                    Value key = in.key();
                    draft.whole(in, "request").ifPresent(value -> request(key, value, draft));
                }
            } else {
                draft.report().skipped(in.place(), "field " + field + " of the roster");
                in.skip();
            }
        }
    }

    /** A counter; {@code true} says that there are no versions. */
    private static void version(LuaInput in, RosterDraft draft) throws DamagedFileException {
        Place place = in.place();
        Optional<Value> value = in.simple();
        Optional<String> counter = value.filter(Digits.class::isInstance)
                .map(number -> ((Digits) number).digits())
                .filter(COUNTER.asMatchPredicate())
                .map(digits -> String.valueOf(Long.parseLong(digits)));
        boolean isNone = value.filter(it -> it instanceof Nothing || (it instanceof Bool bool && bool.value()))
                .isPresent();
        if (draft.hasVer()) {
            draft.report().repaired(place, "", "a second version: neither is kept");
            draft.itemsDiffer();
        } else if (counter.isPresent()) {
            draft.ver(counter, place);
        } else if (!isNone) {
            draft.report().repaired(place, "", "the version is left out: it is no whole number");
        }
    }

    /** Until 0.9 the requests stood among the contacts. A contact of that name has a state, as an item has. */
    private static void pendingOrItem(LuaInput in, RosterDraft draft) throws DamagedFileException {
        Value key = in.key();
        draft.whole(in, "table of requests")
                .ifPresentOrElse(value -> pendingOrItem(key, value, draft), draft::itemsDiffer);
    }

    private static void pendingOrItem(Value key, Value value, RosterDraft draft) {
        List<Entry> entries = value instanceof Table table ? table.entries() : List.of();
        boolean isItem = entries.stream()
                .anyMatch(entry -> entry.key().text().equals(Optional.of("subscription"))
                        && entry.value().text().isPresent());
        if (isItem) {
            item(key, value, draft);
        } else {
            entries.forEach(request -> request(request.key(), request.value(), draft));
        }
    }

    /** A contact, and the stanza or, where it was not kept, {@code true}. */
    private static void request(Value key, Value value, RosterDraft draft) {
        OwnerReport report = draft.report();
        Place place = value.place();
        Optional<String> from = key.text();
        boolean isTrue = value instanceof Bool bool && bool.value();
        if (value instanceof Nothing) {
            return;
        }
        if (from.isEmpty()) {
            report.refused(place, "", "request of a contact that is %s, not a JID".formatted(key.kind()));
        } else if (value instanceof Table table) {
            Optional<Element> stanza = StanzaTable.read(table);
            if (stanza.isPresent()) {
                draft.request(comingFrom(from.get(), stanza.get(), report));
            } else {
                report.repaired(place, from.get(), "kept without its stanza: the table is none");
                withoutStanza(from, place, draft);
            }
        } else if (isTrue) {
            withoutStanza(from, place, draft);
        } else {
            report.refused(place, from.get(), "request that is %s, not a stanza".formatted(value.kind()));
        }
    }

    private static void withoutStanza(Optional<String> from, Place place, RosterDraft draft) {
        JidReader.read(from, "request without a contact", place, draft.report())
                .ifPresent(jid -> draft.request(jid, place));
    }

    /** The stanza as one of the contact under whose name it is kept. */
    private static Element comingFrom(String contact, Element stanza, OwnerReport report) {
        Optional<String> from = stanza.attribute("from");
        if (from.equals(Optional.of(contact))) {
            return stanza;
        }
        from.ifPresent(other -> report.repaired(
                stanza.place(), contact, "the stanza is from " + Printable.quoted(other) + ", which is left out"));
        Map<String, String> attributes = new LinkedHashMap<>(stanza.attributes());
        attributes.put("from", contact);
        return stanza.withAttributes(attributes);
    }

    /** A name as it was before Prosody encoded it for the file system, or empty if it did not. */
    private static Optional<String> decoded(String name) {
        if (!ENCODED.matcher(name).matches()) {
            return Optional.empty();
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                octets.write(Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.write(name.charAt(i));
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
