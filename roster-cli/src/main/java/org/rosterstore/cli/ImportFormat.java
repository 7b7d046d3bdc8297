package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.Xep0227Reader;

/** What {@code roster import} reads. A further format is one more constant here. */
enum ImportFormat {
    /** The portable format of XMPP servers. */
    XEP0227 {
        @Override
        void read(Path[] files, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException {
            new Xep0227Reader(rosters, findings).read(files);
        }
    };

    /** Hands on each roster that is in the files, and what was wrong with them. */
    abstract void read(Path[] files, Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
