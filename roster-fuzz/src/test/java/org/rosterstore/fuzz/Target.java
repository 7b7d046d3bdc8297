package org.rosterstore.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rosterstore.cli.ReportTarget;

/** What is fuzzed. Each has a corpus, {@code corpus/NAME}, and may have a dictionary, {@code dictionaries/NAME.dict}. */
enum Target {
    JID(JidTarget.class, JidTarget::fuzzerTestOneInput),
    STORE_URI(StoreUriTarget.class, StoreUriTarget::fuzzerTestOneInput),
    OWNER_STATE(OwnerStateTarget.class, OwnerStateTarget::fuzzerTestOneInput),
    XEP_0227(Xep0227Target.class, Xep0227Target::fuzzerTestOneInput),
    LUA_ROSTER(LuaRosterTarget.class, LuaRosterTarget::fuzzerTestOneInput),
    AIOXMPP_JSON(AioxmppJsonTarget.class, AioxmppJsonTarget::fuzzerTestOneInput),
    SMACK_DIRECTORY(SmackDirectoryTarget.class, SmackDirectoryTarget::fuzzerTestOneInput),
    STANZA(StanzaTarget.class, StanzaTarget::fuzzerTestOneInput),
    REPORT(ReportTarget.class, ReportTarget::fuzzerTestOneInput);

    private static final Path RESOURCES = Path.of("src", "test", "resources").toAbsolutePath();

    private final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Consumer<byte[]> input;

    Target(Class<?> type, Consumer<byte[]> input) {
        this.type = type;
        this.input = input;
    }

    /** The targets that the property {@code fuzz.targets} names. */
    static List<Target> chosen() {
        String names = System.getProperty("fuzz.targets", "");
        return names.isEmpty()
                ? List.of(values())
                : Arrays.stream(names.split(","))
                        .map(name -> valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .toList();
    }

    /** The class with the method {@code fuzzerTestOneInput} that Jazzer calls. */
    Class<?> type() {
        return type;
    }

    /** Tries one input; whatever this throws is a finding. */
    void take(byte[] octets) {
        input.accept(octets);
    }

    Path corpus() {
        return RESOURCES.resolve("corpus").resolve(toString());
    }

    List<Path> inputs() {
        try (Stream<Path> files = Files.list(corpus())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dictionary() {
        return RESOURCES.resolve("dictionaries").resolve(this + ".dict");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
