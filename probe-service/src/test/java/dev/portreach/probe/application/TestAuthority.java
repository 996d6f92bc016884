package dev.portreach.probe.application;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues certificates for one test run. */
record TestAuthority(KeyPair keys, List<X509Certificate> chain) {

    /** A certificate with its key and issuers. */
    record Identity(KeyPair keys, List<X509Certificate> chain) {

        /** As a server shows it, without the root. */
        SSLContext server() throws GeneralSecurityException, IOException {
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("key", keys.getPrivate(), password, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        }
    }

    static final Instant LATER = Instant.parse("2126-02-01T12:00:00Z");
    static final Instant PAST = Instant.parse("2021-02-01T12:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2020-02-01T12:00:00Z");
    private static final AtomicLong SERIAL = new AtomicLong(1);

    static TestAuthority root(String name) throws Exception {
        KeyPair keys = newKeys();
        return new TestAuthority(
                keys, List.of(sign(name, keys, name, keys, LONG_AGO, LATER, new GeneralName[0], true)));
    }

    /** An authority below this one. */
    TestAuthority below(String name, Instant end) throws Exception {
        KeyPair below = newKeys();
        return new TestAuthority(below, chained(sign(name, below, subject(), keys, LONG_AGO, end, none(), true)));
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** A certificate that is valid now for names and, where they look so, addresses. */
    Identity issue(String... names) throws Exception {
        return issue(LONG_AGO, LATER, names);
    }

    Identity issue(Instant from, Instant to, String... names) throws Exception {
        KeyPair own = newKeys();
        GeneralName[] alternatives = Arrays.stream(names)
                .map(name -> new GeneralName(
                        name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        List<X509Certificate> whole = chained(sign("server", own, subject(), keys, from, to, alternatives, false));
        return new Identity(own, whole.subList(0, whole.size() - 1));
    }

    static Identity selfSigned(Instant from, Instant to, String name) throws Exception {
        KeyPair own = newKeys();
        GeneralName[] alternatives = {new GeneralName(GeneralName.dNSName, name)};
        return new Identity(own, List.of(sign("self", own, "self", own, from, to, alternatives, false)));
    }

    private String subject() {
        return certificate().getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    }

    private List<X509Certificate> chained(X509Certificate first) {
        List<X509Certificate> whole = new ArrayList<>(List.of(first));
        whole.addAll(chain);
        return whole;
    }

    private static GeneralName[] none() {
        return new GeneralName[0];
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant to,
            GeneralName[] names,
            boolean isAuthority)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(to),
                new X500Name("CN=" + subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    }
}
