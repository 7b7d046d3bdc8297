package org.rosterstore.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of Jazzer on one target, in a JVM of its own: its agent changes every class that is loaded, and there may be one run
 * a JVM.
 *
 * @param exitCode 0 if the time was up and nothing was found
 * @param executions how many inputs were tried
 * @param coverage how many edges of the code were reached
 * @param features how many different counts of edges were seen
 * @param finding the file with the input that broke a promise
 * @param output what Jazzer printed
 */
record FuzzRun(int exitCode, long executions, long coverage, long features, Optional<Path> finding, String output) {

    /** Jazzer's own oracles for things that do not occur here; to load them takes longer than all else. */
    private static final String NEEDLESS_HOOKS = Stream.of(
                    "ClojureLangHooks",
                    "ExpressionLanguageInjection",
                    "LdapInjection",
                    "NamingContextLookup",
                    "ScriptEngineInjection",
                    "SqlInjection",
                    "TemplateInjection",
                    "UnsafeSanitizer",
                    "XPathInjection")
            .map("com.code_intelligence.jazzer.sanitizers."::concat)
            .collect(Collectors.joining(File.pathSeparator));

    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: (\\d+)");
    private static final Pattern COVERAGE = Pattern.compile("\\bcov: (\\d+) ft: (\\d+)");
    private static final Pattern FINDING = Pattern.compile("Test unit written to (.+)");

    /**
     * Runs Jazzer and waits.
     *
     * @param target what to fuzz
     * @param directory what the run leaves behind: inputs that reached something new, findings, the output
     * @param overlay classes that stand in for those of the product, or nothing
     * @param seconds how long
     * @param seed with which the fuzzer's random numbers begin
     */
    static FuzzRun of(Target target, Path directory, Optional<Path> overlay, long seconds, long seed) {
        try {
            Path corpus = Files.createDirectories(directory.resolve("corpus"));
            Path log = directory.resolve("output.txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-XX:+EnableDynamicAgentLoading",
                    "-Djdk.attach.allowAttachSelf=true",
                    "-Dfile.encoding=UTF-8",
                    "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                    "-cp",
                    Stream.concat(
                                    overlay.map(Path::toString).stream(),
                                    Stream.of(System.getProperty("java.class.path")))
                            .collect(Collectors.joining(File.pathSeparator)),
                    "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=" + target.type().getName(),
                    "--instrumentation_includes=org.rosterstore.**" + File.pathSeparator + "rocks.xmpp.**",
                    "--instrumentation_excludes=org.rosterstore.fuzz.**" + File.pathSeparator
                            + target.type().getName(),
                    "--disabled_hooks=" + NEEDLESS_HOOKS,
                    "--reproducer_path=" + directory,
                    "-artifact_prefix=" + directory + File.separator,
                    "-max_total_time=" + seconds,
                    "-timeout=10",
                    "-rss_limit_mb=0",
                    "-seed=" + seed,
                    "-print_final_stats=1"));
            if (Files.exists(target.dictionary())) {
                command.add("-dict=" + target.dictionary());
            }
            command.add(corpus.toString());
            command.add(target.corpus().toString());
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return of(waitedFor(process), Files.readString(log, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int waitedFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static FuzzRun of(int exitCode, String output) {
        return new FuzzRun(
                exitCode,
                number(EXECUTIONS, 1, output),
                number(COVERAGE, 1, output),
                number(COVERAGE, 2, output),
                last(FINDING, output).map(found -> Path.of(found.group(1))),
                output);
    }

    private static long number(Pattern pattern, int group, String output) {
        return last(pattern, output)
                .map(found -> Long.parseLong(found.group(group)))
                .orElse(0L);
    }

    private static Optional<MatchResult> last(Pattern pattern, String output) {
        Optional<MatchResult> last = Optional.empty();
        for (Matcher matcher = pattern.matcher(output); matcher.find(); ) {
            last = Optional.of(matcher.toMatchResult());
        }
        return last;
    }

    /** Both as one, the other being the later, which began with what this one had found out. */
    FuzzRun and(FuzzRun later) {
        return new FuzzRun(
                later.exitCode,
                executions + later.executions,
                later.coverage,
                later.features,
                later.finding,
                later.output);
    }

    /** Of what was found, the exception; else the last that Jazzer said. */
    String end() {
        int exception = output.indexOf("\n== ");
        return exception >= 0 ? output.substring(exception) : output.substring(Math.max(0, output.length() - 4_000));
    }
}
