package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rosterstore.StoreConfigurationException;

/** Jedis is optional; who reads a Redis without it is told what to add. */
class SleekWithoutJedisTest {

    /** Has the classes of this module once more, and none of Jedis. */
    private static final class WithoutJedis extends URLClassLoader {

        WithoutJedis(URL module) {
            super(new URL[] {module}, SleekWithoutJedisTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("redis.clients.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.rosterstore.portable.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Test
    void theArtifactIsNamed() throws Exception {
        URL module =
                SleekRedisReader.class.getProtectionDomain().getCodeSource().getLocation();
        try (WithoutJedis loader = new WithoutJedis(module)) {
            Class<?> type = loader.loadClass(SleekRedisReader.class.getName());
            Object reader = type.getConstructor(Consumer.class, Consumer.class)
                    .newInstance((Consumer<Object>) it -> {}, (Consumer<Object>) it -> {});

            assertThatThrownBy(() -> type.getMethod("read", String.class).invoke(reader, "redis+sleek://localhost"))
                    .cause()
                    .isInstanceOf(StoreConfigurationException.class)
                    .hasMessageContaining("add redis.clients:jedis to the class path");
        }
    }
}
