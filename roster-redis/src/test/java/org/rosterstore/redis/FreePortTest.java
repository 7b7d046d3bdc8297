package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rosterstore.testing.Gap;

class FreePortTest {

    /** First and last of those that Linux gives to clients. */
    private static final Path OF_CLIENTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    @Test
    void isFreeAndNoClientsPort() throws IOException {
        Gap.unless(Files.isReadable(OF_CLIENTS), "which ports a system that is not Linux gives to clients");
        int ofClients = Integer.parseInt(Files.readAllLines(OF_CLIENTS).get(0).split("\\s+", 2)[0]);
        try (ServerSocket taken = new ServerSocket(FreePort.next(), 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 100; i++) {
                assertThat(FreePort.next()).isLessThan(ofClients).isNotEqualTo(taken.getLocalPort());
            }
        }
    }
}
