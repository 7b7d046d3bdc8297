package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Limits;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding.Place;
import org.rosterstore.portable.XmlNode.Element;

/**
 * A reader of the directories in which Smack keeps a roster, its {@code DirectoryRosterStore}, of Smack 4.0 to 4.5: out
 * come a roster and findings. Not safe for use by many threads at once.
 *
 * <pre>{@code
 * RosterImport into = new RosterImport(store);
 * new SmackDirectoryReader(into, System.err::println).read(BareJid.of("romeo@example.org"), Path.of("roster"));
 * }</pre>
 *
 * <p>A directory is one account's roster: a file {@code __version__}, and for each contact a file {@code entry-} with
 * the JID in Base32 behind it, which holds the item as XML. Whose roster it is does not stand in it. It knows no
 * pending requests.
 *
 * <p>Such a directory loses things and says nothing, see {@code docs/importing.md}: a reset that is broken off leaves
 * some of the contacts and the old version; a damaged file is deleted by whoever reads it. Here nothing is deleted. What
 * can be repaired is repaired, what cannot is refused, one contact by one, and each is told to the listener as a
 * {@link Finding} with its file. The version is kept only if every file could be read, none was repaired, and nothing
 * in the directory is younger than the version: it is written last. So the directory is best read where it is, or
 * copied with its times.
 *
 * <p>Only regular files that lie in the directory itself are read. Depth and sizes are bounded as in
 * {@link Xep0227Reader}, and so is the number of files. Smack should not be writing meanwhile.
 */
public final class SmackDirectoryReader {

    /** More than anybody's roster has: what the directory lists is held in memory. */
    static final int MAX_FILES = 1_000_000;

    private static final String VERSION = "__version__";
    private static final String ENTRY = "entry-";

    /** The first line of {@value #VERSION}; the version is all that follows. */
    private static final String MAGIC = "DEFAULT_ROSTER_STORE\n";

    private static final Set<String> OLD_CHILDREN = Set.of("user", "name", "type", "status", "group");

    private final Output output;

    /**
     * A reader of any number of directories.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     */
    public SmackDirectoryReader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings) {
        output = new Output(rosters, findings);
    }

    /**
     * Reads one directory, in UTF-8.
     *
     * @param owner whose roster it is; one that this reader has had before is refused
     * @param directory the directory
     * @throws IOException if it does not exist, is no directory, or cannot be listed; nothing was read. Damage within
     *     its files is told to the listener instead.
     */
    public void read(BareJid owner, Path directory) throws IOException {
        read(owner, directory, StandardCharsets.UTF_8);
    }

    /**
     * Reads one directory in the encoding in which it was written. That is the default one of the Java on which Smack
     * ran: before Java 18 the platform's, for example {@code windows-1252}. What that could not write is lost: it stands
     * as question marks.
     *
     * @param owner whose roster it is; one that this reader has had before is refused
     * @param directory the directory
     * @param encoding of all its files
     * @throws IOException if it does not exist, is no directory, or cannot be listed; nothing was read. Damage within
     *     its files is told to the listener instead.
     */
    public void read(BareJid owner, Path directory, Charset encoding) throws IOException {
        requireNonNull(owner, "owner");
        requireNonNull(encoding, "encoding");
        if (!Files.isDirectory(directory)) {
            throw Files.exists(directory)
                    ? new NotDirectoryException(directory.toString())
                    : new NoSuchFileException(directory.toString());
        }
        OwnerReport report = output.report(owner);
        Place place = new Place(directory, 1);
        if (!output.isNew(owner, place, "directory", report)) {
            return;
        }
        List<Path> all = SourceFiles.entries(directory, "*");
        if (all.size() > MAX_FILES) {
            report.refused(place, "", "over %,d files; nothing of the directory is read".formatted(MAX_FILES));
            return;
        }
        List<Path> entries = new ArrayList<>();
        Optional<Path> version = Optional.empty();
        for (Path file : all) {
            String name = file.getFileName().toString();
            if (name.startsWith(ENTRY)) {
                entries.add(file);
            } else if (name.equals(VERSION)) {
                version = Optional.of(file);
            } else {
                report.skipped(new Place(file, 1), "file " + name);
            }
        }
        if (entries.isEmpty() && version.flatMap(file -> text(file, encoding)).isEmpty()) {
            // Taken for an empty roster it could empty one that is not.
            report.refused(place, "", "not a directory of a DirectoryRosterStore; nothing of it is read");
            return;
        }
        RosterDraft draft = new RosterDraft(owner, Instant.EPOCH, report);
        version(directory, version, entries, encoding, draft);
        for (Path file : entries) {
            entry(file, encoding, draft);
        }
        draft.roster(place).ifPresent(output::roster);
    }

    private static void version(
            Path directory, Optional<Path> version, List<Path> entries, Charset encoding, RosterDraft draft) {
        Place place = new Place(version.orElse(directory), 1);
        if (version.isEmpty()) {
            noVersion(place, "there is no " + VERSION, draft);
            return;
        }
        Optional<String> text = text(version.get(), encoding);
        if (text.isEmpty()) {
            noVersion(place, "the file is not one of a DirectoryRosterStore, or was cut off", draft);
        } else if (text.get().isEmpty()) {
            draft.ver(Optional.empty(), place); // a new store
        } else if (text.get().equals("null")) {
            noVersion(place, "a push without one was written as null", draft);
        } else {
            Optional<Path> younger = younger(version.get(), directory, entries);
            if (younger.isPresent()) {
                String which = younger.get().equals(directory)
                        ? "the directory"
                        : younger.get().getFileName().toString();
                noVersion(place, Printable.quoted(which) + " was changed after it, as in a reset broken off", draft);
            } else {
                draft.ver(text, place);
            }
        }
    }

    private static void noVersion(Place place, String why, RosterDraft draft) {
        draft.report().repaired(place, "", "the version is left out: " + why);
    }

    /** The version, or empty if the file is not what Smack writes. */
    private static Optional<String> text(Path file, Charset encoding) {
        if (!SourceFiles.isOfItsDirectory(file)) {
            return Optional.empty();
        }
        char[] chars = new char[MAGIC.length() + Limits.VER_CHARACTERS + 1];
        int length = 0;
        try (InputStream octets = Files.newInputStream(file.toRealPath(), LinkOption.NOFOLLOW_LINKS);
                Reader in = new InputStreamReader(octets, encoding.newDecoder())) {
            int count;
            while (length < chars.length && (count = in.read(chars, length, chars.length - length)) >= 0) {
                length += count;
            }
        } catch (IOException e) { // octets that are no text among them
            return Optional.empty();
        }
        String text = String.valueOf(chars, 0, length);
        return text.startsWith(MAGIC) ? Optional.of(text.substring(MAGIC.length())) : Optional.empty();
    }

    /**
     * What was written after the version. Smack writes the version last, in place, so that neither the directory nor a
     * file in it is younger unless something was broken off.
     */
    private static Optional<Path> younger(Path version, Path directory, List<Path> entries) {
        try {
            FileTime written = Files.getLastModifiedTime(version);
            if (Files.getLastModifiedTime(directory).compareTo(written) > 0) {
                return Optional.of(directory);
            }
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).compareTo(written) > 0) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        } catch (IOException e) { // a link to nowhere: it is refused as an entry too
            return Optional.of(directory);
        }
    }

    private static void entry(Path file, Charset encoding, RosterDraft draft) {
        OwnerReport report = draft.report();
        Place place = new Place(file, 1);
        Optional<String> named = Base32.decoded(file.getFileName().toString().substring(ENTRY.length()));
        if (named.isEmpty()) {
            report.refused(place, "", "the file's name is not that of a contact");
            draft.itemsDiffer();
            return;
        }
        String contact = named.get();
        try {
            if (!SourceFiles.isOfItsDirectory(file)) {
                report.refused(place, contact, "not a file of this directory");
                draft.itemsDiffer();
                return;
            }
            Optional<Element> element = element(file, encoding);
            if (element.isEmpty()) {
                report.refused(place, contact, "item of over %,d characters".formatted(XmlInput.MAX_ELEMENT));
                draft.itemsDiffer();
            } else if (draft.takes(element.get().size(), place)) {
                item(element.get(), contact, draft);
            }
        } catch (DamagedFileException e) {
            report.refused(e.place(), contact, e.damage());
            draft.itemsDiffer();
        } catch (IOException e) {
            report.refused(place, contact, "cannot be read: " + e.getClass().getSimpleName());
            draft.itemsDiffer();
        }
    }

    /** The file's only element, or empty if it is too large to be held. */
    private static Optional<Element> element(Path file, Charset encoding) throws DamagedFileException, IOException {
        try (XmlInput in = XmlInput.open(file, file.toRealPath(), encoding)) {
            in.toRoot();
            if (!in.is("", "item") && !in.is(Xmlns.ROSTER, "item")) {
                throw new DamagedFileException(in.place(), "not an item");
            }
            Optional<Element> element = in.element();
            in.toEnd();
            return element;
        }
    }

    private static void item(Element element, String contact, RosterDraft draft) {
        OwnerReport report = draft.report();
        WrittenItem written =
                element.attribute("jid").isEmpty() && child(element, "user").isPresent()
                        ? ofSmack40(element, report)
                        : ItemElement.read(element, report);
        if (written.jid().isPresent() && !written.jid().get().equals(contact)) {
            report.refused(
                    element.place(),
                    contact,
                    "the file of this name holds the item of "
                            + Printable.quoted(written.jid().get()));
            draft.itemsDiffer();
            return;
        }
        draft.item(written);
    }

    /** Smack 4.0 and 4.1 wrote elements in the place of attributes. */
    private static WrittenItem ofSmack40(Element element, OwnerReport report) {
        List<WrittenItem.Group> groups = new ArrayList<>();
        for (Element child : element.children()) {
            if (!child.namespace().equals(element.namespace()) || !OLD_CHILDREN.contains(child.name())) {
                report.skippedElement(child);
            } else if (child.name().equals("group")) {
                for (Element name : child.children()) {
                    if (name.is(element.namespace(), "groupName")) {
                        groups.add(new WrittenItem.Group(name.text(), name.place()));
                    } else {
                        report.skippedElement(name);
                    }
                }
            }
        }
        return new WrittenItem(
                element.place(),
                child(element, "user"),
                child(element, "name"),
                child(element, "type"),
                child(element, "status"),
                Optional.empty(),
                groups);
    }

    private static Optional<String> child(Element element, String name) {
        return element.child(element.namespace(), name).map(Element::text);
    }
}
