package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stored form looked like when its number was given, kept in files for ever, so that data that somebody has stored
 * goes on being read. Immutable; for tests.
 *
 * <p>For the format {@code NAME} and each number N up to the present one there is a folder {@code golden/NAME/N} with at
 * least one sample: {@code SAMPLE.hex}, the stored octets, and {@code SAMPLE.txt}, what they mean in words that the test
 * chooses. {@link #verify} reads each file of each number with today's code.
 *
 * <pre>{@code
 * @Test
 * void whatWasStoredIsRead() {
 *     GoldenFiles.of("my-form", MyForm.FORMAT).verify(Map.of("full", write(sample())), octets -> describe(read(octets)));
 * }
 * }</pre>
 *
 * <p>To give a new number: raise the constant, keep the reader of the old ones, and run the test once with {@code
 * -Dgolden.write=true}. It writes the samples of the present number where none is, and never changes a file. Look at what
 * it wrote, and check it in.
 */
public final class GoldenFiles {

    private static final String WRITE = "golden.write";
    private static final int LINE = 64;

    private final String format;
    private final int current;
    private final Path folder;
    private final boolean isExact;
    private final boolean mayWrite;

    private GoldenFiles(String format, int current, Path folder, boolean isExact, boolean mayWrite) {
        this.format = format;
        this.current = current;
        this.folder = folder;
        this.isExact = isExact;
        this.mayWrite = mayWrite;
    }

    /**
     * The files of a format, in {@code src/test/resources} of the module whose test runs.
     *
     * @param format the format's name, lower-case letters, digits and hyphens
     * @param current the number of what is written today, from 1
     * @return the files
     * @throws IllegalArgumentException if name or number is none
     */
    public static GoldenFiles of(String format, int current) {
        if (!format.matches("[a-z0-9]+(-[a-z0-9]+)*") || current < 1) {
            throw new IllegalArgumentException("not a format: " + format + " " + current);
        }
        Path resources = Path.of("src", "test", "resources");
        return new GoldenFiles(format, current, resources, true, Boolean.getBoolean(WRITE));
    }

    /**
     * The same below another folder.
     *
     * @param resources the folder that {@code golden} is in
     * @return the changed copy
     */
    public GoldenFiles in(Path resources) {
        return new GoldenFiles(format, current, requireNonNull(resources, "resources"), isExact, mayWrite);
    }

    /**
     * The same for a form that is not written alike each time, a database for example: what is written today needs only
     * mean the same as the file.
     *
     * @return the changed copy
     */
    public GoldenFiles equivalent() {
        return new GoldenFiles(format, current, folder, false, mayWrite);
    }

    /** Whether missing files are written, whatever the property says. */
    GoldenFiles writing(boolean mayWrite) {
        return new GoldenFiles(format, current, folder, isExact, mayWrite);
    }

    /**
     * Reads every file, and compares what today's code writes with the files of the present number.
     *
     * @param samples by name, what today's code writes
     * @param meaning reads octets of any number up to the present, and says in words what they hold: all of it, since what
     *     is not said is not verified. It throws if they cannot be read.
     * @throws AssertionError if a number has no file, a file no number or no counterpart, or if one is read or written
     *     otherwise than when it was checked in; the message says what to do
     */
    public void verify(Map<String, byte[]> samples, Function<byte[], String> meaning) {
        List<String> problems = new ArrayList<>();
        try {
            samples = new TreeMap<>(samples);
            if (mayWrite) {
                write(samples, meaning);
            }
            checkNumbers(problems);
            for (int number = 1; number <= current; number++) {
                checkFiles(number, meaning, problems);
            }
            checkSamples(samples, meaning, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    problems.stream().collect(Collectors.joining("\n  ", "golden files of " + format + ":\n  ", "")));
        }
    }

    private Path numbers() {
        return folder.resolve("golden").resolve(format);
    }

    private Path folder(int number) {
        return numbers().resolve(Integer.toString(number));
    }

    private void write(Map<String, byte[]> samples, Function<byte[], String> meaning) throws IOException {
        for (Map.Entry<String, byte[]> sample : samples.entrySet()) {
            Path hex = folder(current).resolve(sample.getKey() + ".hex");
            Path txt = folder(current).resolve(sample.getKey() + ".txt");
            Files.createDirectories(folder(current));
            byte[] octets = Files.exists(hex) ? octets(hex) : sample.getValue(); // one may be there without the other
            writeNew(hex, lines(HexFormat.of().formatHex(octets)));
            writeNew(txt, meaning.apply(octets));
        }
    }

    private static void writeNew(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
    }

    private static String lines(String hex) {
        return hex.replaceAll("(.{" + LINE + "})(?=.)", "$1\n") + "\n";
    }

    private void checkNumbers(List<String> problems) throws IOException {
        for (String name : names(numbers())) {
            if (Stream.iterate(1, number -> number + 1)
                    .limit(current)
                    .noneMatch(number -> name.equals(Integer.toString(number)))) {
                problems.add("%s is superfluous: the present number is %d. Raise the constant, or remove it"
                        .formatted(numbers().resolve(name), current));
            }
        }
    }

    private void checkFiles(int number, Function<byte[], String> meaning, List<String> problems) throws IOException {
        List<String> names = names(folder(number));
        TreeSet<String> samples = names.stream()
                .map(name -> name.replaceAll("\\.(hex|txt)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        if (samples.isEmpty()) {
            problems.add(
                    number < current
                            ? "%s has no file. What was once stored in this format must be read for ever: restore them from the history"
                                    .formatted(folder(number))
                            : "%s has no file. A format number needs one: run this test once with -D%s=true, look at what it has written, and check it in"
                                    .formatted(folder(number), WRITE));
        }
        for (String sample : samples) {
            Path hex = folder(number).resolve(sample + ".hex");
            Path txt = folder(number).resolve(sample + ".txt");
            if (!Files.isRegularFile(hex) || !Files.isRegularFile(txt)) {
                problems.add("%s needs both, .hex and .txt, and nothing else belongs there"
                        .formatted(folder(number).resolve(sample)));
                continue;
            }
            checkFile(hex, txt, meaning, problems);
        }
    }

    private static void checkFile(Path hex, Path txt, Function<byte[], String> meaning, List<String> problems)
            throws IOException {
        String expected = Files.readString(txt);
        String actual;
        try {
            actual = meaning.apply(octets(hex));
        } catch (RuntimeException e) {
            problems.add("%s cannot be read any more: %s".formatted(hex, e));
            return;
        }
        if (!expected.equals(actual)) {
            problems.add("%s is read otherwise than %s says. Expected:\n%s\n  read:\n%s"
                    .formatted(hex, txt.getFileName(), expected.indent(4), actual.indent(4)));
        }
    }

    private void checkSamples(Map<String, byte[]> samples, Function<byte[], String> meaning, List<String> problems)
            throws IOException {
        for (Map.Entry<String, byte[]> sample : samples.entrySet()) {
            Path hex = folder(current).resolve(sample.getKey() + ".hex");
            if (!Files.isRegularFile(hex)) {
                if (!names(folder(current)).isEmpty()) {
                    problems.add("%s is missing: run this test once with -D%s=true, look at it, and check it in"
                            .formatted(hex, WRITE));
                }
                continue;
            }
            byte[] stored = octets(hex);
            boolean isSame = isExact
                    ? Arrays.equals(stored, sample.getValue())
                    : meaning.apply(stored).equals(meaning.apply(sample.getValue()));
            if (!isSame) {
                problems.add(
                        "%s is not what is written today:\n%s\n  If the form has changed, give it the number %d, keep the reader of %d, and run this test once with -D%s=true"
                                .formatted(
                                        hex,
                                        lines(HexFormat.of().formatHex(sample.getValue()))
                                                .indent(4),
                                        current + 1,
                                        current,
                                        WRITE));
            }
        }
    }

    private static byte[] octets(Path hex) throws IOException {
        String text = Files.readString(hex, StandardCharsets.US_ASCII).replaceAll("\\s", "");
        return HexFormat.of().parseHex(text);
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
