package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roster verify}: reads everything, and says what cannot be read. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Read everything that a store holds, and list what cannot be read.",
        description = {
            "",
            "Names each record that cannot be decoded, with the reason. With --repair it offers to drop it, or to put in"
                    + " its place what another store (--from) has of that contact. The owner's ver goes with it, so that a"
                    + " server is asked for the whole roster.",
            "An owner of whom nothing can be read is never repaired here: see roster erase.",
            "Ends with 4 if something unreadable remains.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  roster verify                             everybody",
            "  roster verify romeo@montague.example      one owner",
            "  roster verify --repair                    asks for each record whether to drop it",
            "  roster verify --repair --yes --from URI   from a backup, without asking"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(names = "--repair", description = "Drop or replace each record that cannot be read, after asking.")
    private boolean repair;

    @Option(
            names = "--from",
            paramLabel = "URI",
            description =
                    "With --repair: the store, a backup for example, that has good records. A contact that it does"
                            + " not have is dropped.")
    private @Nullable String backup;

    @Parameters(arity = "0..*", paramLabel = "OWNER", description = "Whose rosters; without any, everybody's.")
    private List<BareJid> owners = List.of();

    private final Progress progress;
    private final List<Map<String, Object>> found = new ArrayList<>();
    private long read;
    private long contacts;
    private long repaired;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal.err());
    }

    @Override
    public Integer call() {
        if (backup != null && !repair) {
            throw new CommandFailure(ExitCode.USAGE, "--from says what to repair with, and needs --repair");
        }
        if (json.isWanted() && repair && !confirmation.isGiven()) {
            throw new CommandFailure(ExitCode.USAGE, "--repair with --json does not ask: say --yes");
        }
        try (RosterStore opened = store.openOrEmpty(terminal)) {
            if (backup == null) {
                verify(opened, null);
            } else {
                try (RosterStore good =
                        StoreAddress.ofArgument(backup, "--from", terminal).openExisting()) {
                    verify(opened, good);
                }
            }
        } finally {
            progress.end();
        }
        conclude();
        return repaired == found.size() ? ExitCode.OK : ExitCode.DATA;
    }

    private void verify(RosterStore opened, @Nullable RosterStore good) {
        OwnerList.of(opened, owners).forEach(owner -> verify(owner, opened, good));
    }

    private void verify(BareJid owner, RosterStore opened, @Nullable RosterStore good) {
        read++;
        try {
            Roster roster = opened.load(owner);
            contacts += roster.contacts().size();
            progress.show("%,d owners, %,d contacts read".formatted(read, contacts));
            roster.unreadable().stream()
                    .sorted(Comparator.comparing(Unreadable::contact))
                    .forEach(record -> verify(owner, record, opened, good));
        } catch (StoredDataException e) {
            say(owner, null, String.valueOf(e.getMessage()), "remains");
        }
    }

    private void verify(BareJid owner, Unreadable record, RosterStore opened, @Nullable RosterStore good) {
        if (!repair) {
            say(owner, record.contact(), record.problem(), "remains");
            return;
        }
        progress.end();
        Contact better = good == null
                ? Contact.absent(record.contact(), opened.revision(owner))
                : good.find(owner, record.contact());
        String how = better.isAbsent() ? "Drop" : "Replace";
        if (confirmation.granted(
                terminal,
                "%s: %s cannot be read: %s. %s it?".formatted(owner, record.contact(), record.problem(), how))) {
            opened.update(
                    owner, roster -> isUnreadable(roster, record.contact()) ? edit(better) : RosterEdit.nothing());
            repaired++;
            say(owner, record.contact(), record.problem(), better.isAbsent() ? "dropped" : "replaced");
        } else {
            say(owner, record.contact(), record.problem(), "remains");
        }
    }

    private static boolean isUnreadable(Roster roster, BareJid contact) {
        return roster.unreadable().stream().map(Unreadable::contact).anyMatch(contact::equals);
    }

    /** The stored ver, which the damage hides, would come to light with the repair, and name what is not there any more. */
    private static RosterEdit edit(Contact better) {
        List<RosterEdit> edits = new ArrayList<>();
        edits.add(RosterEdit.noVer());
        edits.add(better.item().map(RosterEdit::put).orElseGet(() -> RosterEdit.remove(better.jid())));
        better.request().map(RosterEdit::request).ifPresent(edits::add);
        if (better.item().isPresent()) {
            better.extras().forEach((key, value) -> edits.add(RosterEdit.extra(better.jid(), key, value)));
        }
        return RosterEdit.all(edits);
    }

    private void say(BareJid owner, @Nullable BareJid contact, String problem, String effect) {
        Map<String, Object> record = Json.object();
        record.put("owner", owner);
        record.put("contact", Optional.ofNullable(contact));
        record.put("problem", problem);
        record.put("effect", effect);
        found.add(record);
        if (!json.isWanted()) {
            progress.end();
            String whose = contact == null ? owner.toString() : owner + ": " + contact;
            terminal.out().line(SafeText.of("%s: %s (%s)".formatted(whose, problem, effect)));
        }
    }

    private void conclude() {
        if (json.isWanted()) {
            Map<String, Object> summary = Json.object();
            summary.put("owners", read);
            summary.put("contacts", contacts);
            summary.put("unreadable", found.size());
            summary.put("repaired", repaired);
            summary.put("records", found);
            terminal.out().line(Json.of(summary));
        } else {
            terminal.err()
                    .line("%,d owners, %,d contacts read; %,d unreadable, %,d of them repaired"
                            .formatted(read, contacts, found.size(), repaired));
        }
    }
}
