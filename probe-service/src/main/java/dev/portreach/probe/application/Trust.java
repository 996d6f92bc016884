package dev.portreach.probe.application;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities whose certificates are trusted: the Java runtime's own, and the site's.
 *
 * @param own the site's own; none by default
 */
public record Trust(List<X509Certificate> own) {

    /** Only the runtime's own. */
    public static final Trust DEFAULT = new Trust(List.of());

    public Trust {
        own = List.copyOf(own);
    }

    /**
     * Reads a PEM file with one or more certificates (RFC 7468).
     *
     * @throws IllegalArgumentException naming the setting and the file
     */
    public static Trust read(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(certificate -> certificates.add((X509Certificate) certificate));
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(
                    "portreach.tls.trust-certificates: %s cannot be read as PEM certificates".formatted(file), e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "portreach.tls.trust-certificates: %s has no certificate".formatted(file));
        }
        return new Trust(certificates);
    }

    /** Takes a moment, and some megabytes on the way: not before it is needed, and once. */
    Set<TrustAnchor> anchors() {
        Set<TrustAnchor> anchors = new HashSet<>();
        own.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                for (X509Certificate issuer : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    anchors.add(new TrustAnchor(issuer, null));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime's trusted certificates cannot be read", e);
        }
        return anchors;
    }
}
