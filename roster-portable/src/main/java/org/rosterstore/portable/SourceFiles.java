package org.rosterstore.portable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rosterstore.portable.Finding.Place;

/**
 * Which files are read: those that were named, those of a directory, and those that stand beside a file including them.
 */
final class SourceFiles {

    /**
     * Real paths. A file is read once, however often it is named or included, so that inclusion can neither loop nor
     * grow.
     */
    private final Set<Path> taken = new HashSet<>();

    /**
     * The files of some sources; of a directory those of a pattern, ordered by name.
     *
     * @throws IOException if a source does not exist or a directory cannot be listed
     */
    static List<Path> expand(List<Path> sources, String pattern, OwnerReport report) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                files.addAll(list(source, pattern, report));
            } else if (Files.exists(source)) {
                files.add(source);
            } else {
                throw new NoSuchFileException(source.toString());
            }
        }
        return files;
    }

    /**
     * A directory's own files of a pattern, ordered by name.
     *
     * @throws IOException if the directory cannot be listed
     */
    static List<Path> list(Path directory, String pattern, OwnerReport report) throws IOException {
        List<Path> files = entries(directory, pattern);
        files.removeIf(file -> {
            boolean foreign = !isOfItsDirectory(file);
            if (foreign) {
                report.refused(new Place(file, 1), "", "not a file of this directory");
            }
            return foreign;
        });
        return files;
    }

    /** What is in a directory, ordered by name. */
    static List<Path> entries(Path directory, String pattern) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }

    /** The real path of a file that is still to be read, or empty if it was taken before. */
    Optional<Path> take(Path file) throws IOException {
        Path real = file.toRealPath();
        return taken.add(real) ? Optional.of(real) : Optional.empty();
    }

    /** The directory's own file of a name, and not one that a link leads to elsewhere; empty if there is none. */
    static Optional<Path> beside(Path includingFile, String href) {
        @Nullable String name = plainName(href);
        if (name == null) {
            return Optional.empty();
        }
        try {
            Path file = includingFile.resolveSibling(name);
            return isOfItsDirectory(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a file, and in the directory in which it appears to be: no link leads out of there. */
    static boolean isOfItsDirectory(Path file) {
        return Files.isRegularFile(file) && isBelowItsDirectory(file);
    }

    /** Whether a file or directory is in the directory in which it appears to be: no link leads out of there. */
    static boolean isBelowItsDirectory(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            return directory != null
                    && directory.toRealPath().equals(file.toRealPath().getParent());
        } catch (IOException e) {
            return false;
        }
    }

    /** The file name that a relative reference stands for, or null if it is anything more than one name. */
    private static @Nullable String plainName(String href) {
        try {
            URI uri = new URI(href);
            String path = uri.getPath();
            boolean plain = path != null
                    && uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && path.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ')
                    && !Set.of("", ".", "..").contains(path);
            return plain ? path : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
