package org.rosterstore.fuzz;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A mistake in one source file of the product that somebody could make. The target named must find it. */
enum PlantedDefect {
    /** A full-width '＠' of a localpart becomes '@' after the check that there is none. */
    MAPPED_AND_NOT_CHECKED(
            Target.JID,
            "roster-api/src/main/java/org/rosterstore/Localpart.java",
            "return checkExcluded(PROFILE.enforce(text));",
            "return PROFILE.enforce(text);"),
    /** A password is shown that stands behind an '@', where the two slashes were forgotten. */
    LEAK_BEHIND_THE_FIRST_AT(
            Target.STORE_URI,
            "roster-api/src/main/java/org/rosterstore/spi/Redaction.java",
            "int at = last(AT, location);",
            "int at = location.indexOf('@');"),
    /** A log is read whose newest commit has the id that only the revision of no commit has. */
    COMMIT_WITH_THE_ID_OF_NONE(
            Target.OWNER_STATE,
            "roster-api/src/main/java/org/rosterstore/spi/CommitIds.java",
            "|| Arrays.stream(ids).anyMatch(id -> id == 0)",
            ""),
    /** A control character of the file is printed with a finding. */
    CONTROL_IN_A_FINDING(
            Target.XEP_0227,
            "roster-portable/src/main/java/org/rosterstore/portable/Printable.java",
            "case Character.CONTROL,",
            "case"),
    /** A code point that does not fit six octets. */
    CODE_POINT_BEYOND_ALL(
            Target.LUA_ROSTER,
            "roster-portable/src/main/java/org/rosterstore/portable/LuaString.java",
            "if (value > MAX_CODE_POINT) {",
            "if (value < 0) {"),
    /** Octets that are no text are replaced, as Java's readers do it unasked. */
    OCTETS_THAT_ARE_REPLACED(
            Target.AIOXMPP_JSON,
            "roster-portable/src/main/java/org/rosterstore/portable/JsonInput.java",
            "StandardCharsets.UTF_8.newDecoder()",
            "StandardCharsets.UTF_8"),
    /** What stands in a file is believed, whomever it is named after. */
    ITEM_OF_ANOTHER_CONTACT(
            Target.SMACK_DIRECTORY,
            "roster-portable/src/main/java/org/rosterstore/portable/SmackDirectoryReader.java",
            "&& !written.jid().get().equals(contact)",
            "&& contact.isEmpty()"),
    /** A payload that is well-formed is believed to be in its canonical form. */
    PAYLOAD_AS_IT_WAS_GIVEN(
            Target.STANZA,
            "roster-manager/src/main/java/org/rosterstore/manager/StanzaWriter.java",
            "xml.add(payload.rest());",
            "xml.add(presence.payload());"),
    /** A time that is none ends in another exception than the documented one. */
    TIME_THAT_IS_NONE(
            Target.REPORT,
            "roster-cli/src/main/java/org/rosterstore/cli/ReportReader.java",
            "} catch (DateTimeException e) {",
            "} catch (IllegalStateException e) {");

    private final Target target;
    private final String source;
    private final String right;
    private final String wrong;

    PlantedDefect(Target target, String source, String right, String wrong) {
        this.target = target;
        this.source = source;
        this.right = right;
        this.wrong = wrong;
    }

    Target target() {
        return target;
    }

    /** Compiles the source with the mistake in it; the classes stand in for the product's. */
    Path compiled(Path directory) throws IOException {
        Path file = Path.of("..").resolve(source).toAbsolutePath().normalize();
        String text = Files.readString(file);
        int place = text.indexOf(right);
        if (place < 0 || text.indexOf(right, place + 1) >= 0) {
            throw new AssertionError("not once in %s: %s".formatted(source, right));
        }
        String mistaken = text.replace(right, wrong);
        Path sources = Files.createDirectories(directory.resolve("source"));
        Path planted = Files.writeString(sources.resolve(file.getFileName()), mistaken);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            if (!compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjects(planted))
                    .call()) {
                throw new AssertionError(complaints);
            }
        }
        return classes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
