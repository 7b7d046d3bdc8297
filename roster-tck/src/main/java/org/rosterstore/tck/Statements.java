package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import org.rosterstore.RosterEdit;

/** An edit in words; its own {@code toString} keeps what is confidential. */
final class Statements {

    private Statements() {}

    static String of(RosterEdit edit) {
        List<String> statements = new ArrayList<>();
        if (edit.erases()) {
            statements.add("eraseAll");
        }
        if (edit.replacesItems()) {
            statements.add("replaceItems");
        }
        edit.items()
                .forEach((contact, item) ->
                        statements.add(item.isPresent() ? "put " + item.get() : "remove " + contact));
        edit.requests()
                .forEach((contact, request) ->
                        statements.add(request.isPresent() ? request.get().toString() : "settle " + contact));
        edit.extras()
                .forEach((contact, values) -> values.forEach((key, value) -> statements.add(
                        value.isPresent()
                                ? "extra %s=%s of %s".formatted(key, value.get(), contact)
                                : "noExtra %s of %s".formatted(key, contact))));
        edit.ver().ifPresent(ver -> statements.add(ver.isPresent() ? "ver " + ver.get() : "noVer"));
        return statements.isEmpty() ? "nothing" : String.join(", ", statements);
    }
}
