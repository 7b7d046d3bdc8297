package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.portable.AioxmppJsonReader;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.ProsodyDataReader;
import org.rosterstore.portable.SleekRedisReader;
import org.rosterstore.portable.SmackDirectoryReader;
import org.rosterstore.portable.Xep0227Reader;
import org.rosterstore.spi.StoreUri;

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
    },

    /** The Redis in which SleekXMPP programs keep rosters by SleekRedis. */
    SLEEKXMPP {
        @Override
        void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) {
            SleekRedisReader reader = new SleekRedisReader(rosters, findings);
            if (source.owner() == null) {
                reader.read(source.onlyUri());
            } else {
                reader.read(source.owner(), source.onlyUri());
            }
        }
    };

    /** Other URIs too: they are no files, and may hold passwords. */
    private static final Pattern URI = Pattern.compile("(?is)(rediss?\\+sleek:|[a-z][a-z0-9+.-]+://).*");

    /** What is read, and whose it is where that is not written there. */
    record Source(List<String> names, @Nullable BareJid owner) {

        Path[] paths() {
            return names.stream().map(Source::path).toArray(Path[]::new);
        }

        private static Path path(String name) {
            if (isUri(name)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "%s is no file; of URIs, those of redis+sleek and rediss+sleek are read, by themselves"
                                .formatted(StoreUri.redact(name)));
            }
            return Path.of(name);
        }

        Path only() {
            return path(onlyName("the roster of one owner is in one place, and not in %d"));
        }

        String onlyUri() {
            return onlyName("one Redis is read at a time, by itself, and not %d");
        }

        private String onlyName(String complaint) {
            if (names.size() != 1) {
                throw new CommandFailure(ExitCode.USAGE, complaint.formatted(names.size()));
            }
            return names.get(0);
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

    /** Whether it is a URI, and not the name of a file. */
    static boolean isUri(String name) {
        return URI.matcher(name).matches();
    }

    /** What is read where no format is named: a Redis where a URI is, and else XEP-0227. */
    static ImportFormat of(List<String> names) {
        return names.stream().anyMatch(ImportFormat::isUri) ? SLEEKXMPP : XEP0227;
    }

    /** Hands on each roster that is there, and what was wrong. */
    abstract void read(Source source, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
