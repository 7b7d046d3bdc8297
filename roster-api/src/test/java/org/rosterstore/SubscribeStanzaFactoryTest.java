package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.stream.XMLInputFactory;
import org.junit.jupiter.api.Test;

/** Stanzas are read by the JDK's own parser, whatever else is on the class path, and by any number of threads. */
class SubscribeStanzaFactoryTest {

    private static final BareJid ROMEO = BareJid.of("romeo@example.net");

    @Test
    void noOtherParserIsPickedUp() {
        String key = XMLInputFactory.class.getName();
        String before = System.setProperty(key, "org.example.NoSuchFactory");
        try {
            assertThat(SubscriptionRequest.of(ROMEO, "<presence type='subscribe'/>", Instant.EPOCH)
                            .stanza())
                    .startsWith("<presence");
        } finally {
            if (before == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, before);
            }
        }
    }

    @Test
    void eightThreadsReadAtTheSameTime() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String status = "status " + i;
                String stanza = "<presence type='subscribe'><status>" + status + "</status></presence>";
                readers.add(executor.submit(() -> {
                    start.await();
                    for (int round = 0; round < 200; round++) {
                        assertThat(SubscriptionRequest.of(ROMEO, stanza, Instant.EPOCH)
                                        .status())
                                .isEqualTo(status);
                    }
                    return null;
                }));
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
