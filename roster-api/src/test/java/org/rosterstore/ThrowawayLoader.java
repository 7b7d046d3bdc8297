package org.rosterstore;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.rosterstore.spi.RosterStoreProvider;

/** A class loader with a folder of its own, as a jar would be: some classes, and the file that names the providers. */
final class ThrowawayLoader extends URLClassLoader {

    private static final String PREFIX = ThrowawayProviders.class.getName() + "$";

    private ThrowawayLoader(Path folder, ClassLoader parent) throws IOException {
        super(new URL[] {folder.toUri().toURL()}, parent);
    }

    /** A loader that holds these classes and names each as a provider. */
    static ThrowawayLoader of(Path folder, ClassLoader parent, Class<?>... providers) throws IOException {
        Set<String> names = Arrays.stream(providers).map(Class::getName).collect(Collectors.toSet());
        for (Class<?> provider : providers) {
            copy(folder, provider);
            copy(folder, ThrowawayProviders.Coloured.class);
        }
        return naming(folder, parent, String.join("\n", names));
    }

    /** A loader that names these providers and holds only what is in its folder already. */
    static ThrowawayLoader naming(Path folder, ClassLoader parent, String names) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(RosterStoreProvider.class.getName()), names);
        return new ThrowawayLoader(folder, parent);
    }

    private static void copy(Path folder, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream octets = type.getModule().getResourceAsStream(file)) {
            Files.write(target, octets.readAllBytes());
        }
    }

    /** The providers are not taken from the parent, who has them as classes of the tests. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PREFIX)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findOrAskParent(name);
        }
    }

    private Class<?> findOrAskParent(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            if (getParent() instanceof ThrowawayLoader parent) {
                return parent.loadClass(name);
            }
            throw e;
        }
    }
}
