package org.rosterstore.portable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;

/** The items of a roster as Prosody's serializer writes them: all but printable ASCII is escaped. */
final class ProsodyText {

    private ProsodyText() {}

    static String of(Roster roster) {
        StringBuilder lua = new StringBuilder("return {\n");
        roster.items().forEach(item -> append(lua, item));
        return lua.append("\t[false] = {\n\t\t[\"version\"] = 12;\n\t};\n};\n").toString();
    }

    private static void append(StringBuilder lua, RosterItem item) {
        lua.append("\t[").append(text(item.contact().toString())).append("] = {\n\t\t[\"subscription\"] = ");
        lua.append(text(item.subscription().toString().toLowerCase(Locale.ROOT)))
                .append(";\n");
        if (!item.name().isEmpty()) {
            lua.append("\t\t[\"name\"] = ").append(text(item.name())).append(";\n");
        }
        if (item.ask()) {
            lua.append("\t\t[\"ask\"] = \"subscribe\";\n");
        }
        if (item.approved()) {
            lua.append("\t\t[\"approved\"] = \"true\";\n");
        }
        lua.append("\t\t[\"groups\"] = {");
        item.groups()
                .forEach(group -> lua.append("\n\t\t\t[").append(text(group)).append("] = true;"));
        lua.append("};\n\t};\n");
    }

    private static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            switch (octet) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '"', '\'', '\\' -> quoted.append('\\').append((char) octet);
                default -> {
                    if (octet < ' ' || octet == 127) {
                        quoted.append("\\%03d".formatted(octet & 0xFF));
                    } else {
                        quoted.append((char) octet);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
