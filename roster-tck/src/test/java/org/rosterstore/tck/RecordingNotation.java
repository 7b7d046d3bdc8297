package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;

/**
 * Recordings as text, a line for each call:
 *
 * <pre>
 * A 0-1  commit a: j=Juliet n=Nurse ver=1  -> 1a
 * B 2-5  commit b at 1a: j=Capulet -n      -> 2b
 * C 2-5  commit c if j@1a: only r=Romeo    -> conflict 2b
 * C 2-?  commit d: r=Romeo                 -> unknown
 * C 6-7  again d: r=Romeo                  -> 3d
 * A 6-7  load                              -> 2b j=Capulet@2b ver=1
 * A 8-9  find n                            -> absent@2b
 * A 8-9  revision                          -> 2b
 * B 9-11 commit e: erase                   -> not applied
 * </pre>
 *
 * The capital is the handle, the numbers are call and return. {@code 2b} is the revision with the counter 2 made by the
 * commit b.
 */
@SuppressWarnings("StringSplitter") // the notation has no empty parts
final class RecordingNotation {

    static final BareJid OWNER = BareJid.stored("romeo@montague.example");

    private static final Pattern LINE = Pattern.compile("([A-Z]) +(\\d+)-(\\d+|\\?) +(.*?) +-> +(.*)");
    private static final Pattern COMMIT = Pattern.compile("(commit|again) ([a-z])((?: (?:at|if) \\S+)*): ?(.*)");

    private RecordingNotation() {}

    static Recording recording(String text) {
        return recording(text, 0);
    }

    static Recording recording(String text, long bound) {
        List<Operation> operations = new ArrayList<>();
        for (String line : text.strip().split("\n")) {
            Matcher parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a call: " + line);
            }
            int handle = parts.group(1).charAt(0) - 'A' + 1;
            Operation.Request request = request(parts.group(4).strip());
            operations.add(new Operation(
                    0,
                    handle,
                    handle,
                    Long.parseLong(parts.group(2)),
                    parts.group(3).equals("?") ? Operation.OPEN : Long.parseLong(parts.group(3)),
                    request,
                    answer(request, parts.group(5).strip())));
        }
        return Recording.of(OWNER, operations, bound);
    }

    private static Operation.Request request(String text) {
        if (text.equals("load")) {
            return new Operation.Request.Load();
        }
        if (text.equals("revision")) {
            return new Operation.Request.ReadRevision();
        }
        if (text.startsWith("find ")) {
            return new Operation.Request.Find(contact(text.substring(5)));
        }
        Matcher parts = COMMIT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a request: " + text);
        }
        long id = parts.group(2).charAt(0);
        Condition expectation = expectation(parts.group(3).strip());
        Condition condition = parts.group(1).equals("again")
                ? Condition.retrying(new Attempt(expectation, id, Revision.NONE))
                : expectation.withCommit(id);
        return new Operation.Request.Commit(edit(parts.group(4)), condition);
    }

    private static Condition expectation(String text) {
        Optional<Revision> owner = Optional.empty();
        Map<BareJid, Revision> contacts = new LinkedHashMap<>();
        String[] words = text.isEmpty() ? new String[0] : text.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            if (words[i].equals("at")) {
                owner = Optional.of(revision(words[i + 1]));
            } else {
                String[] since = words[i + 1].split("@");
                contacts.put(contact(since[0]), revision(since[1]));
            }
        }
        return new Condition(owner, contacts, OptionalLong.empty(), Optional.empty());
    }

    private static RosterEdit edit(String text) {
        List<RosterEdit> statements = new ArrayList<>();
        List<RosterItem> only = new ArrayList<>();
        boolean replaces = false;
        for (String word : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            if (word.equals("only")) {
                replaces = true;
            } else if (word.equals("erase")) {
                statements.add(RosterEdit.eraseAll());
            } else if (word.startsWith("ver=")) {
                statements.add(RosterEdit.ver(word.substring(4)));
            } else if (word.startsWith("-")) {
                statements.add(RosterEdit.remove(contact(word.substring(1))));
            } else if (replaces) {
                only.add(item(word));
            } else {
                statements.add(RosterEdit.put(item(word)));
            }
        }
        if (replaces) {
            statements.add(RosterEdit.replaceItems(only));
        }
        return RosterEdit.all(statements);
    }

    private static RosterItem item(String word) {
        String[] sides = word.split("=");
        return RosterItem.of(contact(sides[0])).withName(sides[1]);
    }

    private static Operation.Answer answer(Operation.Request request, String text) {
        if (text.equals("unknown")) {
            return new Operation.Answer.Unknown("the reply is lost");
        }
        if (text.equals("not applied")) {
            return new Operation.Answer.NotApplied("refused");
        }
        if (request instanceof Operation.Request.Load) {
            return new Operation.Answer.Loaded(roster(text));
        }
        if (request instanceof Operation.Request.Find find) {
            return new Operation.Answer.Found(contact(find.contact(), text));
        }
        if (request instanceof Operation.Request.ReadRevision) {
            return new Operation.Answer.At(revision(text));
        }
        return new Operation.Answer.Decided(
                text.startsWith("conflict ")
                        ? new Conflict(revision(text.substring(9)))
                        : new Committed(revision(text)));
    }

    private static Roster roster(String text) {
        String[] words = text.split(" +");
        Map<BareJid, Contact> contacts = new LinkedHashMap<>();
        Optional<String> ver = Optional.empty();
        for (int i = 1; i < words.length; i++) {
            String[] sides = words[i].split("=");
            if (sides[0].equals("ver")) {
                ver = Optional.of(sides[1]);
            } else {
                Contact contact = contact(contact(sides[0]), sides[1]);
                contacts.put(contact.jid(), contact);
            }
        }
        return new Roster(OWNER, revision(words[0]), ver, contacts, List.of());
    }

    private static Contact contact(BareJid jid, String text) {
        String[] since = text.split("@");
        return since[0].equals("absent")
                ? Contact.absent(jid, revision(since[1]))
                : new Contact(
                        jid,
                        Optional.of(RosterItem.of(jid).withName(since[0])),
                        Optional.empty(),
                        Map.of(),
                        revision(since[1]));
    }

    static Revision revision(String text) {
        return text.equals("none")
                ? Revision.NONE
                : new Revision(Long.parseLong(text.substring(0, text.length() - 1)), text.charAt(text.length() - 1));
    }

    private static BareJid contact(String letter) {
        return switch (letter) {
            case "j" -> Cast.JULIET;
            case "n" -> Cast.NURSE;
            case "r" -> Cast.ROMEO;
            default -> throw new IllegalArgumentException("not a contact: " + letter);
        };
    }
}
