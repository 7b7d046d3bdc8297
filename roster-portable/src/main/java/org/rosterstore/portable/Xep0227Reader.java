package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding.Place;

/**
 * A reader of XEP-0227 files, the portable format of XMPP servers: out come rosters, one after the other, and findings.
 * Not safe for use by many threads at once.
 *
 * <pre>{@code
 * RosterImport into = new RosterImport(store);
 * new Xep0227Reader(into, System.err::println).read(Path.of("export"));
 * }</pre>
 *
 * <p>Each roster is whole and has the revision {@link org.rosterstore.Revision#NONE}, for a file knows none. An owner
 * whose element is there has a roster, be it an empty one. Only one owner is held in memory at a time, and the names of
 * all.
 *
 * <p>What the files say is not trusted. What can be repaired is repaired, what cannot is refused, one by one, and each
 * is told to the listener as a {@link Finding} with file and line; {@code docs/portable.md} has the whole table. An
 * owner's version is kept only if none of the items was repaired or refused. A file that cannot be read to its end
 * gives the owners that were complete before the damage, and not the one in which it is. Credentials, messages, vCards
 * and all else that is no part of a roster are passed over unread. An owner that comes a second time is refused the
 * second time.
 *
 * <p>Nothing but files is read: those named, and by XInclude those that stand in the same directory as the file
 * including them, once each. There are no document types, entities or links out of the directory, and depth and sizes
 * are bounded.
 */
public final class Xep0227Reader {

    private static final int MAX_INCLUSIONS = 8;

    private final Output output;
    private final Clock clock;

    private final SourceFiles files = new SourceFiles();
    private int inclusions;

    /** Reads the present element, which is thereby left. */
    @FunctionalInterface
    private interface Level {
        void child(XmlInput in) throws DamagedFileException;
    }

    /**
     * A reader by the system's clock.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     */
    public Xep0227Reader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings) {
        this(rosters, findings, Clock.systemUTC());
    }

    /**
     * A reader by a clock, which says when those requests came of which the file does not.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     * @param clock the clock
     */
    public Xep0227Reader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings, Clock clock) {
        output = new Output(rosters, findings);
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Reads some files, and the {@code *.xml} files of some directories. Files with a {@code <server-data/>} come
     * before others, which they may include; a file that was included is not read again by itself. Owners and files
     * that this reader has seen in an earlier call count as seen.
     *
     * @param sources files and directories
     * @throws IOException if one of them does not exist or a directory cannot be listed; nothing was read. Damage
     *     within the files is told to the listener instead.
     */
    public void read(Path... sources) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (Path file : SourceFiles.expand(List.of(sources), "*.xml", output.report())) {
            if (isServerData(file)) {
                file(file);
            } else {
                parts.add(file);
            }
        }
        parts.forEach(this::file);
    }

    /** Whether it begins as a whole export does. What cannot be opened is found when it is read. */
    private static boolean isServerData(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (XmlInput in = XmlInput.open(file, file.toRealPath())) {
            in.toRoot();
            return in.is(Xmlns.PORTABLE, "server-data");
        } catch (DamagedFileException | IOException e) {
            return false;
        }
    }

    private void file(Path file) {
        try {
            Optional<Path> real = files.take(file);
            if (real.isPresent() && Files.isRegularFile(real.get())) {
                whole(file, real.get(), this::root);
            } else if (real.isPresent()) {
                output.report().refused(new Place(file, 1), "", "not a regular file");
            }
        } catch (DamagedFileException e) {
            output.report(e).refused(e.place(), "", e.damage() + "; nothing after it is read");
        } catch (IOException e) {
            output.report()
                    .refused(
                            new Place(file, 1),
                            "",
                            "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private void whole(Path file, Path realPath, Level level) throws DamagedFileException {
        try (XmlInput in = XmlInput.open(file, realPath)) {
            in.toRoot();
            level.child(in);
            in.toEnd();
        }
    }

    private void root(XmlInput in) throws DamagedFileException {
        if (in.is(Xmlns.PORTABLE, "server-data")) {
            OwnerReport report = output.report();
            report.skippedAttributes(in.place(), "server-data", in.attributes().keySet(), Set.of());
            while (in.toChild()) {
                server(in, report);
            }
        } else if (in.is(Xmlns.PORTABLE, "host")) {
            host(in);
        } else {
            String what = in.is(Xmlns.PORTABLE, "user") ? "a user without a host" : "not an XEP-0227 file";
            output.report().refused(in.place(), "", what + "; nothing of it is read");
            in.skip();
        }
    }

    private void server(XmlInput in, OwnerReport report) throws DamagedFileException {
        if (in.is(Xmlns.XINCLUDE, "include")) {
            include(in, report, part -> server(part, report));
        } else if (in.is(Xmlns.PORTABLE, "host")) {
            host(in);
        } else {
            other(in, report);
        }
    }

    private void host(XmlInput in) throws DamagedFileException {
        OwnerReport report = output.report();
        report.skippedAttributes(in.place(), "host", in.attributes().keySet(), Set.of("jid"));
        String jid = in.attributes().getOrDefault("jid", "");
        BareJid host;
        try {
            host = BareJid.of("", jid);
        } catch (IllegalArgumentException e) {
            report.refused(
                    in.place(),
                    "",
                    "a host of the name %s, with all its users: %s".formatted(Printable.quoted(jid), e.getMessage()));
            in.skip();
            return;
        }
        if (!host.toString().equals(jid)) {
            report.repaired(in.place(), "", "the host %s is prepared from %s".formatted(host, Printable.quoted(jid)));
        }
        while (in.toChild()) {
            user(in, host, report);
        }
    }

    private void user(XmlInput in, BareJid host, OwnerReport report) throws DamagedFileException {
        if (in.is(Xmlns.XINCLUDE, "include")) {
            include(in, report, part -> user(part, host, report));
        } else if (in.is(Xmlns.ROSTERSTORE, "domain")) {
            owner(in, host, host.toString());
        } else if (in.is(Xmlns.PORTABLE, "user")) {
            String written = in.attributes().getOrDefault("name", "") + "@" + host;
            BareJid user;
            try {
                user = BareJid.of(written);
            } catch (IllegalArgumentException e) {
                output.report(Optional.of(written)).refused(in.place(), "", "not a user's name: " + e.getMessage());
                in.skip();
                return;
            }
            owner(in, user, written);
        } else {
            other(in, report);
        }
    }

    /** What does not belong where it stands. */
    private static void other(XmlInput in, OwnerReport report) throws DamagedFileException {
        if (in.namespace().equals(Xmlns.PORTABLE)) {
            report.refused(in.place(), "", "<" + in.name() + "> is out of place; nothing of it is read");
        } else {
            report.skippedElement(in.place(), in.namespace(), in.name());
        }
        in.skip();
    }

    private void owner(XmlInput in, BareJid owner, String written) throws DamagedFileException {
        OwnerReport report = output.report(owner);
        Map<String, String> attributes = in.attributes();
        if (!output.isNew(owner, in.place(), "element", report)) {
            in.skip();
            return;
        }
        if (!owner.toString().equals(written)) {
            report.repaired(in.place(), "", "prepared (RFC 7622) from " + Printable.quoted(written));
        }
        report.skippedAttributes(in.place(), in.name(), attributes.keySet(), Set.of("name"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RosterDraft draft = new RosterDraft(owner, now, report);
        OwnerReader reader = new OwnerReader(draft);
        try {
            while (in.toChild()) {
                part(in, reader, draft);
            }
        } catch (DamagedFileException e) {
            throw e.in(owner);
        }
        draft.roster(in.place()).ifPresent(output::roster);
    }

    private void part(XmlInput in, OwnerReader reader, RosterDraft draft) throws DamagedFileException {
        if (!in.is(Xmlns.XINCLUDE, "include")) {
            reader.child(in);
        } else if (!include(in, draft.report(), included -> part(included, reader, draft))) {
            draft.spoil();
        }
    }

    /**
     * Reads another file in the place of the present element, which is thereby left.
     *
     * @return whether all of it was read
     */
    private boolean include(XmlInput in, OwnerReport report, Level level) throws DamagedFileException {
        Place place = in.place();
        Map<String, String> attributes = in.attributes();
        String href = attributes.getOrDefault("href", "");
        in.skip();
        String what = "the inclusion of " + Printable.quoted(href) + ": ";
        if (!attributes.getOrDefault("parse", "xml").equals("xml") || attributes.containsKey("xpointer")) {
            report.refused(place, "", what + "only whole XML files are included");
            return false;
        }
        Optional<Path> file = SourceFiles.beside(in.file(), href);
        if (file.isEmpty()) {
            report.refused(place, "", what + "not a file in the same directory");
            return false;
        }
        if (inclusions == MAX_INCLUSIONS) {
            report.refused(place, "", what + "nested over %d deep".formatted(MAX_INCLUSIONS));
            return false;
        }
        inclusions++;
        try {
            Optional<Path> real = files.take(file.get());
            if (real.isEmpty()) {
                report.refused(place, "", what + "the file was read before, or is being read");
                return false;
            }
            whole(file.get(), real.get(), level);
            return true;
        } catch (DamagedFileException e) {
            (e.owner().isPresent() ? output.report(e) : report)
                    .refused(e.place(), "", e.damage() + "; nothing after it is read");
            return false;
        } catch (IOException e) {
            report.refused(place, "", what + "cannot be read: " + e.getClass().getSimpleName());
            return false;
        } finally {
            inclusions--;
        }
    }
}
