package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key, the certificate of a server, and the one that vouches for it, as keytool makes them. */
final class Certificate {

    private static final String PASSWORD = "changeit";

    private final Path keys;
    private final Path pem;

    /** Makes them in a directory. The options are keytool's: names of hosts, how long it is valid. */
    Certificate(Path directory, String name, String... options) throws IOException, InterruptedException {
        this.keys = directory.resolve(name + ".p12");
        this.pem = directory.resolve(name + ".pem");
        keytool(List.of("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c"));
        List<String> making =
                new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=tests"));
        making.addAll(List.of("-signer", "ca"));
        making.addAll(List.of(options));
        keytool(making);
        keytool(List.of("-exportcert", "-alias", "ca", "-rfc", "-file", pem.toString()));
        keytool(List.of("-delete", "-alias", "ca")); // a server might choose it to be its own
    }

    private void keytool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** The certificate that a client has to trust. */
    Path pem() {
        return pem;
    }

    /** What a server takes. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
