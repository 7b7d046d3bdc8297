package org.rosterstore.cli;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

/** Rosters for programs. */
final class RosterJson {

    private RosterJson() {}

    static Map<String, Object> of(Roster roster) {
        Map<String, Object> json = Json.object();
        json.put("owner", roster.owner());
        json.put("revision", roster.revision());
        json.put("ver", roster.ver());
        if (roster.unreadable().isEmpty()) {
            json.put("digest", RosterDigest.of(roster));
        }
        json.put(
                "contacts",
                roster.contacts().values().stream()
                        .sorted(Comparator.comparing(Contact::jid))
                        .map(RosterJson::of)
                        .toList());
        json.put("unreadable", roster.unreadable().stream().map(RosterJson::of).toList());
        return json;
    }

    static Map<String, Object> of(Contact contact) {
        Map<String, Object> json = Json.object();
        json.put("contact", contact.jid());
        json.put("item", contact.item().map(RosterJson::of));
        json.put("request", contact.request().map(RosterJson::of));
        json.put("extras", new TreeMap<>(contact.extras()));
        return json;
    }

    static Map<String, Object> of(RosterItem item) {
        Map<String, Object> json = Json.object();
        json.put("name", item.name());
        json.put("groups", item.groups());
        json.put("subscription", item.subscription().word());
        json.put("ask", item.ask());
        json.put("approved", item.approved());
        return json;
    }

    static Map<String, Object> of(SubscriptionRequest request) {
        Map<String, Object> json = Json.object();
        json.put("nick", request.nick());
        json.put("status", request.status());
        json.put("stanza", request.stanza());
        json.put("received_at", request.receivedAt());
        return json;
    }

    private static Map<String, Object> of(Unreadable record) {
        Map<String, Object> json = Json.object();
        json.put("contact", record.contact());
        json.put("problem", record.problem());
        return json;
    }
}
