package org.rosterstore.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.spi.StoreUri;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Whom to trust. The name in a server's certificate is always compared. */
final class Tls {

    /** Of all forms of a key store the one that is read fastest: the client does so for every connection. */
    private static final String FORM = "JKS";

    private final Optional<String> authorities;

    private Tls(Optional<String> authorities) {
        this.authorities = authorities;
    }

    /** Empty if there is to be none. */
    static Optional<Tls> of(StoreUri uri, StoreUri.Options options) {
        String said = options.text("tls").orElse(String.valueOf(uri.scheme().equals("rediss")));
        if (!said.equals("true") && !said.equals("false")) {
            throw new StoreConfigurationException("tls is true or false, and not '%s'".formatted(said));
        }
        boolean isWanted = said.equals("true")
                || (options.text("tls").isEmpty() && options.text("ca").isPresent());
        if (!isWanted && (uri.scheme().equals("rediss") || options.text("ca").isPresent())) {
            throw new StoreConfigurationException("store URI '%s' asks for TLS, and says tls=false".formatted(uri));
        }
        return isWanted ? Optional.of(new Tls(options.text("ca"))) : Optional.empty();
    }

    SslOptions options() {
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        if (authorities.isPresent()) {
            char[] password = {};
            byte[] trusted = trusting(authorities.get(), password);
            options.trustStoreType(FORM).truststore(() -> new ByteArrayInputStream(trusted), password);
        }
        return options.build();
    }

    private static byte[] trusting(String file, char[] password) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore trusted = KeyStore.getInstance(FORM);
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new KeyStoreException("there is none");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            trusted.store(out, password);
            return out.toByteArray();
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            throw new StoreConfigurationException(
                    "the file '%s' that ca names cannot be read as PEM certificates: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
