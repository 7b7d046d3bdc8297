package org.rosterstore.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rule that each number of a stored form has golden files and a test that reads them, checked on the sources of all
 * modules: of those too whose tests are not run.
 */
final class StoredFormats {

    private static final Pattern CONSTANT = Pattern.compile(
            "(?<mark>@StoredFormat\\(\"(?<form>[^\"]*)\"\\)\\s*)?(?:(?:public|protected|private|static|final)\\s+)*"
                    + "(?:int|long|short|byte)\\s+(?<name>[A-Z][A-Z0-9_]*)\\s*=\\s*(?<value>[^;]+);");
    private static final Pattern FORMAT_NAME = Pattern.compile("(.*_)?(FORMAT|SCHEMA)(_VERSION|_NUMBER)?");
    private static final String MARK = "@StoredFormat(\"";

    private final Path root;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> places = new TreeMap<>();

    private StoredFormats(Path root) {
        this.root = root;
    }

    /** What is wrong in the modules below a folder. */
    static List<String> problems(Path root) throws IOException {
        StoredFormats formats = new StoredFormats(root);
        for (Path source : formats.sources("main")) {
            formats.check(source, uncommented(source));
        }
        return formats.problems;
    }

    /** The forms that were found, with the files that number them. */
    static Map<String, String> places(Path root) throws IOException {
        StoredFormats formats = new StoredFormats(root);
        for (Path source : formats.sources("main")) {
            formats.check(source, uncommented(source));
        }
        return formats.places;
    }

    private List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> sources(String kind) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules()) {
            Path folder = module.resolve("src").resolve(kind).resolve("java");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static String uncommented(Path source) throws IOException {
        return Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "");
    }

    private void check(Path source, String text) throws IOException {
        String place = root.relativize(source).toString();
        Matcher constant = CONSTANT.matcher(text);
        int marks = text.split(Pattern.quote(MARK), -1).length - 1;
        while (constant.find()) {
            if (constant.group("mark") != null) {
                marks--;
                checkForm(place, constant.group("form"), constant.group("value"));
            } else if (FORMAT_NAME.matcher(constant.group("name")).matches()) {
                problems.add(
                        "%s: %s looks like the number of a stored form; mark it @StoredFormat(\"name\"), or name it otherwise"
                                .formatted(place, constant.group("name")));
            }
        }
        if (marks > 0) {
            problems.add(place + ": @StoredFormat belongs on a constant that is a whole number");
        }
    }

    private void checkForm(String place, String form, String value) throws IOException {
        if (!value.matches("[1-9][0-9]{0,3}")) {
            problems.add("%s: the number of '%s' is to be written as one, from 1".formatted(place, form));
            return;
        }
        String other = places.put(form, place);
        if (other != null) {
            problems.add("%s: '%s' is the name of a form in %s already".formatted(place, form, other));
        }
        for (int number = 1; number <= Integer.parseInt(value); number++) {
            if (!hasFile(form, number)) {
                problems.add(
                        "%s: format %d of '%s' has no golden file src/test/resources/golden/%s/%d/*.hex in any module. Keep the reader of what was before, run the form's golden test once with -Dgolden.write=true, look at what it has written, and check it in"
                                .formatted(place, number, form, form, number));
            }
        }
        if (!isVerified(form)) {
            problems.add("%s: no test verifies GoldenFiles.of(\"%s\", …)".formatted(place, form));
        }
    }

    private boolean hasFile(String form, int number) throws IOException {
        for (Path module : modules()) {
            Path folder = module.resolve(Path.of("src", "test", "resources", "golden", form, Integer.toString(number)));
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    if (files.anyMatch(file -> file.toString().endsWith(".hex"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isVerified(String form) throws IOException {
        for (Path test : sources("test")) {
            if (Files.readString(test).contains("GoldenFiles.of(\"" + form + "\"")) {
                return true;
            }
        }
        return false;
    }
}
