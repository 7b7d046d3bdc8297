package org.rosterstore.tck.zoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/** The statements of an edit, laid open to be changed. An erasure has none. */
final class EditDraft {

    private final boolean erases;
    private boolean replacesItems;
    private final Map<BareJid, Optional<RosterItem>> items;
    private final Map<BareJid, Optional<SubscriptionRequest>> requests;
    private final Map<BareJid, Map<String, Optional<String>>> extras = new LinkedHashMap<>();
    private Optional<Optional<String>> ver;

    EditDraft(RosterEdit edit) {
        erases = edit.erases();
        replacesItems = edit.replacesItems();
        items = new LinkedHashMap<>(edit.items());
        requests = new LinkedHashMap<>(edit.requests());
        edit.extras().forEach((contact, values) -> extras.put(contact, new LinkedHashMap<>(values)));
        ver = edit.ver();
    }

    /** Changes the items that are put. */
    static RosterEdit items(RosterEdit edit, UnaryOperator<RosterItem> change) {
        EditDraft draft = new EditDraft(edit);
        draft.items.replaceAll((contact, item) -> item.map(change));
        return draft.edit();
    }

    /** Changes the requests that are kept. */
    static RosterEdit requests(RosterEdit edit, UnaryOperator<SubscriptionRequest> change) {
        EditDraft draft = new EditDraft(edit);
        draft.requests.replaceAll((contact, request) -> request.map(change));
        return draft.edit();
    }

    Map<BareJid, Optional<RosterItem>> items() {
        return items;
    }

    Map<BareJid, Optional<SubscriptionRequest>> requests() {
        return requests;
    }

    /** The statements on one contact's extras. */
    Map<String, Optional<String>> extras(BareJid contact) {
        return extras.computeIfAbsent(contact, jid -> new LinkedHashMap<>());
    }

    Map<BareJid, Map<String, Optional<String>>> extras() {
        return extras;
    }

    EditDraft replacesItems(boolean replacesItems) {
        this.replacesItems = replacesItems;
        return this;
    }

    EditDraft ver(Optional<Optional<String>> ver) {
        this.ver = ver;
        return this;
    }

    /** The statements, such as they are now, as an edit. */
    RosterEdit edit() {
        if (erases) {
            return RosterEdit.eraseAll();
        }
        List<RosterEdit> edits = new ArrayList<>();
        if (replacesItems) {
            edits.add(RosterEdit.replaceItems(
                    items.values().stream().flatMap(Optional::stream).toList()));
        } else {
            items.forEach((contact, item) ->
                    edits.add(item.map(RosterEdit::put).orElseGet(() -> RosterEdit.remove(contact))));
        }
        requests.forEach((contact, request) ->
                edits.add(request.map(RosterEdit::request).orElseGet(() -> RosterEdit.settle(contact))));
        extras.forEach((contact, values) ->
                values.forEach((key, value) -> edits.add(value.map(present -> RosterEdit.extra(contact, key, present))
                        .orElseGet(() -> RosterEdit.noExtra(contact, key)))));
        ver.ifPresent(statement -> edits.add(statement.map(RosterEdit::ver).orElseGet(RosterEdit::noVer)));
        return RosterEdit.all(edits);
    }
}
