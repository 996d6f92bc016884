package dev.portreach.probe.application;

import dev.portreach.contracts.result.Outcome;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what is wrong with a peer's certificates. The three questions are asked apart, so that each fault is seen whatever
 * the others are: is it a time at which all of the chain is valid, does the chain end in a trusted certificate (RFC 5280,
 * section 6; revocation is not asked for, as that would connect elsewhere), and is it for the peer's name (RFC 9525).
 *
 * <p>Where several hold, the outcome is the first in this order, as each says less about the certificate if the one before
 * it holds, and the detail has all: expired, untrusted, for another name.
 */
final class CertificateJudge {

    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth, RFC 5280, 4.2.1.12
    private static final int MAX_DETAIL = 200;

    private final Set<TrustAnchor> anchors;

    CertificateJudge(Set<TrustAnchor> anchors) {
        this.anchors = Set.copyOf(anchors);
    }

    /**
     * @param chain as the peer sent it, its own certificate first
     * @param name the name or literal address that it should be for
     * @return nothing if all is well
     */
    Optional<CertificateFault> judge(List<X509Certificate> chain, String name, Instant now) {
        X509Certificate own = chain.get(0);
        List<String> faults = new ArrayList<>();
        Outcome gravest = null;
        boolean isTrustedNow = isTrusted(chain, now);
        boolean isEverTrusted = isTrustedNow || momentsOfValidity(chain).anyMatch(moment -> isTrusted(chain, moment));
        Optional<String> untimely = untimely(own, now)
                .or(() -> isTrustedNow || !isEverTrusted
                        ? Optional.empty()
                        : chain.stream()
                                .flatMap(issuer -> untimely(issuer, now).stream())
                                .findFirst()
                                .map("an issuer "::concat));
        if (untimely.isPresent()) {
            gravest = Outcome.TLS_EXPIRED;
            faults.add(untimely.get());
        }
        if (!isEverTrusted) {
            gravest = gravest == null ? Outcome.TLS_UNTRUSTED : gravest;
            faults.add(
                    own.getSubjectX500Principal().equals(own.getIssuerX500Principal())
                            ? "self-signed"
                            : "no trusted issuer, issued by "
                                    + own.getIssuerX500Principal().getName());
        }
        CertificateNames names = CertificateNames.of(own);
        if (!names.match(name)) {
            gravest = gravest == null ? Outcome.TLS_NAME_MISMATCH : gravest;
            faults.add("for " + names + ", not " + name);
        }
        return gravest == null ? Optional.empty() : Optional.of(new CertificateFault(gravest, detail(faults)));
    }

    private static Optional<String> untimely(X509Certificate certificate, Instant now) {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of("expired on " + day(certificate.getNotAfter()));
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of("not valid before " + day(certificate.getNotBefore()));
        }
        return Optional.empty();
    }

    private static String day(Date date) {
        return date.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** If there is a time at which the whole chain is valid, then the end of one of its certificates is. */
    private static Stream<Instant> momentsOfValidity(List<X509Certificate> chain) {
        return chain.stream().map(certificate -> certificate.getNotAfter().toInstant());
    }

    private boolean isTrusted(List<X509Certificate> chain, Instant at) {
        X509Certificate own = chain.get(0);
        if (anchors.stream().anyMatch(anchor -> own.equals(anchor.getTrustedCert()))) {
            return true;
        }
        try {
            X509CertSelector selector = new X509CertSelector();
            selector.setCertificate(own);
            selector.setExtendedKeyUsage(Set.of(SERVER_AUTHENTICATION));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, selector);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException e) {
            return false;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("the Java runtime cannot check certificates", e);
        }
    }

    /** What the peer put into its certificate is its own, and not to be printed as it is. */
    private static String detail(List<String> faults) {
        String all = String.join("; ", faults).replaceAll("[^ -~]", "?");
        return all.length() > MAX_DETAIL ? all.substring(0, MAX_DETAIL) : all;
    }
}
