package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.portable.AioxmppJsonReader;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.ProsodyDataReader;
import org.rosterstore.portable.SmackDirectoryReader;
import org.rosterstore.portable.Xep0227Reader;

/** What {@code roster import} reads. */
enum ImportFormat {
    /** The portable format of XMPP servers. */
    XEP0227 {
        @Override
        void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException {
            source.expectOwners();
            new Xep0227Reader(rosters, findings).read(source.paths());
        }
    },

    /** The files of Prosody's internal storage. */
    PROSODY {
        @Override
        void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException {
            ProsodyDataReader reader = new ProsodyDataReader(rosters, findings);
            if (source.owner() == null) {
                reader.read(source.paths());
            } else {
                reader.read(source.owner(), source.only());
            }
        }
    },

    /** A directory of Smack's {@code DirectoryRosterStore}. */
    SMACK {
        @Override
        void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException {
            new SmackDirectoryReader(rosters, findings).read(source.ownerNamed(), source.only());
        }
    },

    /** What aioxmpp writes with {@code export_as_json}. */
    AIOXMPP {
        @Override
        void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException {
            new AioxmppJsonReader(rosters, findings).read(source.ownerNamed(), source.only());
        }
    };

    /** What is read, and whose it is where that is not written there. */
    record Source(List<Path> files, @Nullable BareJid owner) {

        Path[] paths() {
            return files.toArray(Path[]::new);
        }

        Path only() {
            if (files.size() != 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "the roster of one owner is in one place, and not in %d".formatted(files.size()));
            }
            return files.get(0);
        }

        BareJid ownerNamed() {
            if (owner == null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "this format does not say whose roster it is; name the owner with --owner JID");
            }
            return owner;
        }

        void expectOwners() {
            if (owner != null) {
                throw new CommandFailure(ExitCode.USAGE, "this format says whose rosters they are; leave --owner away");
            }
        }
    }

    /** Hands on each roster that is there, and what was wrong. */
    abstract void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
