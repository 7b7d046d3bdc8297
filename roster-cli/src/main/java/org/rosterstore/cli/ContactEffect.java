package org.rosterstore.cli;

import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterItem;

/**
 * What a command has made of one contact.
 *
 * @param owner whose roster
 * @param contact whom it is about
 * @param effect {@code added}, {@code changed}, {@code unchanged} or {@code removed}
 * @param revision the owner's revision after it
 * @param item the item as it is now
 */
record ContactEffect(BareJid owner, BareJid contact, String effect, Revision revision, Optional<RosterItem> item) {

    /** Says it: a line of JSON as the answer, or one for people beside it. */
    void say(Terminal terminal, JsonOption json) {
        if (json.isWanted()) {
            Map<String, Object> answer = Json.object();
            answer.put("effect", effect);
            answer.put("owner", owner);
            answer.put("contact", contact);
            answer.put("revision", revision);
            answer.put("item", item.map(RosterJson::of));
            terminal.out().line(Json.of(answer));
        } else {
            terminal.err().line(SafeText.of("%s: %s %s".formatted(owner, contact, effect)));
        }
    }
}
