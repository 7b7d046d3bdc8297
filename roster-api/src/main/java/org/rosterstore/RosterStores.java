package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/**
 * Opens stores by URI, with whichever backends are on the class path or module path.
 *
 * <pre>{@code
 * try (RosterStore store = RosterStores.open("memory:")) { … }
 * }</pre>
 *
 * <p>There is never a silent fallback: an unknown scheme is an error that names the artifact to add, and two providers of
 * one scheme are an error that names both.
 */
public final class RosterStores {

    /** The schemes of this project's own backends, so that the error can say what is missing. */
    private static final Map<String, String> ARTIFACTS = Map.ofEntries(
            Map.entry("memory", "roster-memory"),
            Map.entry("cache", "roster-memory"),
            Map.entry("sqlite", "roster-jdbc"),
            Map.entry("postgresql", "roster-jdbc"),
            Map.entry("redis", "roster-redis"),
            Map.entry("rediss", "roster-redis"),
            Map.entry("redis-sentinel", "roster-redis"),
            Map.entry("redis-cluster", "roster-redis"),
            Map.entry("mongodb", "roster-mongo"),
            Map.entry("mongodb+srv", "roster-mongo"));

    private RosterStores() {}

    /**
     * Opens a store, with the providers that the calling thread's context class loader sees.
     *
     * @param uri what to open, in the grammar of {@link StoreUri}
     * @return a handle, which the caller closes
     * @throws StoreConfigurationException if the URI is malformed, or nobody or more than one provides its scheme
     * @throws RosterStoreException if the store cannot be opened
     */
    public static RosterStore open(String uri) {
        return open(uri, contextLoader());
    }

    /**
     * Opens a store, with the providers that a class loader sees.
     *
     * @param uri what to open, in the grammar of {@link StoreUri}
     * @param loader where to look for providers
     * @return a handle, which the caller closes
     * @throws StoreConfigurationException if the URI is malformed, or nobody or more than one provides its scheme
     * @throws RosterStoreException if the store cannot be opened
     */
    public static RosterStore open(String uri, ClassLoader loader) {
        StoreUri parsed = StoreUri.parse(requireNonNull(uri, "uri"));
        List<RosterStoreProvider> providers = providers(loader);
        List<RosterStoreProvider> able = providers.stream()
                .filter(provider -> provider.schemes().contains(parsed.scheme()))
                .toList();
        return switch (able.size()) {
            case 1 -> open(able.get(0), parsed, loader);
            case 0 -> throw unknownScheme(parsed.scheme(), providers);
            default ->
                throw new StoreConfigurationException(
                        "more than one provider of %s: on the class path: %s. Remove all but one"
                                .formatted(parsed.scheme(), locations(able)));
        };
    }

    /** A prefix scheme opens the store behind it where it was found itself. */
    private static RosterStore open(RosterStoreProvider provider, StoreUri uri, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return provider.open(uri);
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /**
     * The schemes that can be opened, with the class that opens each.
     *
     * @return class names by scheme, in alphabetical order; several classes of one scheme are separated by a comma
     */
    public static Map<String, String> schemes() {
        Map<String, String> schemes = new TreeMap<>();
        for (RosterStoreProvider provider : providers(contextLoader())) {
            for (String scheme : provider.schemes()) {
                schemes.merge(scheme, provider.getClass().getName(), (one, other) -> one + ", " + other);
            }
        }
        return schemes;
    }

    private static ClassLoader contextLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : RosterStores.class.getClassLoader();
    }

    private static List<RosterStoreProvider> providers(ClassLoader loader) {
        try {
            return ServiceLoader.load(RosterStoreProvider.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError e) { // the latter where a library of the provider is missing
            throw new StoreConfigurationException("a provider of stores cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static StoreConfigurationException unknownScheme(String scheme, List<RosterStoreProvider> providers) {
        String known = providers.stream()
                .flatMap(provider -> provider.schemes().stream())
                .sorted()
                .map(it -> it + ":")
                .collect(Collectors.joining(", "));
        String artifact = ARTIFACTS.get(scheme);
        return new StoreConfigurationException("no store for %s: is on the class path; %s (there: %s)"
                .formatted(
                        scheme,
                        artifact == null
                                ? "add the artifact that provides it"
                                : "add the artifact org.rosterstore:" + artifact,
                        known.isEmpty() ? "none" : known));
    }

    private static String locations(List<RosterStoreProvider> providers) {
        return providers.stream().map(RosterStores::location).collect(Collectors.joining(", "));
    }

    private static String location(RosterStoreProvider provider) {
        Class<?> type = provider.getClass();
        var source = type.getProtectionDomain().getCodeSource();
        return source == null ? type.getName() : type.getName() + " in " + source.getLocation();
    }
}
