package org.rosterstore;

import java.util.Set;
import org.rosterstore.spi.RosterStoreProvider;
import org.rosterstore.spi.StoreUri;

/** Providers that are on no class path until a {@link ThrowawayLoader} loads them. */
final class ThrowawayProviders {

    private ThrowawayProviders() {}

    /** What the providers have in common. */
    public abstract static class Coloured implements RosterStoreProvider {

        private final Set<String> schemes;

        Coloured(String... schemes) {
            this.schemes = Set.of(schemes);
        }

        @Override
        public Set<String> schemes() {
            return schemes;
        }

        @Override
        public RosterStore open(StoreUri uri) {
            throw new StoreUnavailableException(uri.scheme() + " opens " + uri.path());
        }
    }

    public static final class Red extends Coloured {
        public Red() {
            super("red", "purple");
        }
    }

    public static final class Blue extends Coloured {
        public Blue() {
            super("blue", "purple");
        }
    }

    public static final class Broken extends Coloured {
        public Broken() {
            throw new IllegalStateException("a broken provider");
        }
    }

    /** A class of another library. */
    public abstract static class Library extends Coloured {}

    /** Cannot be linked where that library is missing. */
    public static final class Dependent extends Library {}

    /** Is no provider at all. */
    public static final class Stranger {}
}
