package org.rosterstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;

/** A process of its own that writes to a store without a pause, says what it does, and is to be killed. */
public final class WriterProcess implements AutoCloseable {

    /** What a process ends with that is killed by signal 9. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path errors;
    private final Journal journal;
    private final Thread reader;

    /** Starts the process; it goes on from the number that each owner is at. */
    public WriterProcess(String uri, Map<NumberedOwner, Long> reached, Path errors) throws IOException {
        this.errors = errors;
        this.journal = new Journal(reached);
        List<String> arguments = new ArrayList<>(List.of(uri));
        reached.forEach((owner, number) -> arguments.add(owner + "=" + number));
        this.process = ChildJvm.of(WriterProcess.class, arguments)
                .redirectError(errors.toFile())
                .start();
        this.reader = new Thread(this::read, "what the writer says");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                NumberedOwner owner = NumberedOwner.valueOf(words[1]);
                long number = Long.parseLong(words[2]);
                if (words[0].equals("intends")) {
                    journal.intends(owner, number);
                } else {
                    journal.acknowledges(owner, number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            journal.isOver();
        }
    }

    public Journal journal() {
        return journal;
    }

    /** Returns when all that it said is in the journal. */
    public void kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // the process itself would close what is still to be read
        assertThat(process.waitFor())
                .as("the writer's end; it wrote: %s", Files.readString(errors))
                .isEqualTo(KILLED);
        reader.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: the URI of a store, then each owner with the number that it is at. */
    public static void main(String[] args) throws InterruptedException {
        Thread watch = new Thread(WriterProcess::endWithParent, "the parent's end");
        watch.setDaemon(true);
        watch.start();
        Map<NumberedOwner, Long> reached = new EnumMap<>(NumberedOwner.class);
        for (int i = 1; i < args.length; i++) {
            String[] parts = args[i].split("=", -1);
            reached.put(NumberedOwner.valueOf(parts[0]), Long.valueOf(parts[1]));
        }
        try (RosterStore store = RosterStores.open(args[0])) {
            new Writing(store, reached, new Speaker()).join();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said to it
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Writes each line with one call of the system, so that it is in the pipe, whole, before anything else is done. */
    private static final class Speaker implements Writing.Listener {

        private static synchronized void say(String word, NumberedOwner owner, long number) {
            byte[] line = "%s %s %d\n".formatted(word, owner, number).getBytes(StandardCharsets.UTF_8);
            System.out.write(line, 0, line.length);
            System.out.flush();
        }

        @Override
        public void intends(NumberedOwner owner, long number) {
            say("intends", owner, number);
        }

        @Override
        public void acknowledges(NumberedOwner owner, long number) {
            say("acknowledges", owner, number);
        }

        @Override
        public void fails(NumberedOwner owner, long number, RosterStoreException failure) {
            throw failure; // nothing stood in its way
        }
    }
}
