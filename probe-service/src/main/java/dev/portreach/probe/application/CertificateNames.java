package dev.portreach.probe.application;

import dev.portreach.probe.network.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The names that a certificate is for, by RFC 9525: alternative names only, a wildcard only as the whole leftmost label.
 * The subject's common name does not count, as browsers have not looked at it for years.
 */
record CertificateNames(List<String> dns, List<String> addresses) {

    private static final int DNS_NAME = 2; // GeneralName, RFC 5280, section 4.2.1.6
    private static final int IP_ADDRESS = 7;
    private static final int SHOWN = 3;

    CertificateNames {
        dns = List.copyOf(dns);
        addresses = List.copyOf(addresses);
    }

    static CertificateNames of(X509Certificate certificate) {
        List<String> dns = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(DNS_NAME)) {
                    dns.add((String) name.get(1));
                } else if (name.get(0).equals(IP_ADDRESS)) {
                    addresses.add((String) name.get(1));
                }
            }
        } catch (CertificateParsingException e) {
            return new CertificateNames(List.of(), List.of()); // names that cannot be read are for nobody
        }
        return new CertificateNames(dns, addresses);
    }

    /** @param name a name or a literal address */
    boolean match(String name) {
        return Cidr.isLiteral(name)
                ? addresses.stream().anyMatch(address -> isSameAddress(address, name))
                : dns.stream().anyMatch(pattern -> isMatch(pattern, name));
    }

    private static boolean isMatch(String pattern, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String given = pattern.toLowerCase(Locale.ROOT);
        if (!given.startsWith("*.")) {
            return given.equals(wanted);
        }
        int firstDot = wanted.indexOf('.');
        String parent = given.substring(1);
        return firstDot > 0 && parent.indexOf('.', 1) > 0 && parent.equals(wanted.substring(firstDot));
    }

    private static boolean isSameAddress(String given, String wanted) {
        try {
            return Cidr.isLiteral(given)
                    && Arrays.equals(
                            InetAddress.getByName(given).getAddress(),
                            InetAddress.getByName(wanted).getAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** For people: the first few. */
    @Override
    public String toString() {
        List<String> all = new ArrayList<>(dns);
        all.addAll(addresses);
        if (all.isEmpty()) {
            return "no name";
        }
        String shown = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + " and " + (all.size() - SHOWN) + " more" : shown;
    }
}
