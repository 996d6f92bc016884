package dev.portreach.probe.application;

import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.probe.network.Cidr;
import dev.portreach.probe.network.HostName;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to ask a peer, and which answer is well.
 *
 * @param name the peer's name or literal address: what the certificate must be for, and the Host header
 * @param path of the HTTP request; null for {@link ProbeKind#TLS}
 * @param bodyMatch what must be found in the body; null if any body will do
 */
public record Question(ProbeKind kind, String name, String path, StatusCodes status, BodyMatch bodyMatch) {

    /** The kinds that this package can do. */
    public static final Set<ProbeKind> KINDS = EnumSet.of(ProbeKind.TLS, ProbeKind.HTTP, ProbeKind.HTTPS);

    private static final Pattern PATH =
            Pattern.compile("/[!-~]{0,999}"); // visible ASCII: no way out of the request line

    /**
     * @param address the endpoint's, a literal or a name
     * @throws IllegalArgumentException saying which part of the method is wrong
     */
    public static Question of(ProbeMethod method, String address) {
        String name = method.serverName() == null ? address : method.serverName();
        if (!Cidr.isLiteral(name) && !HostName.isValid(name)) {
            throw new IllegalArgumentException("serverName is neither a name nor an address");
        }
        if (method.kind() == ProbeKind.TLS) {
            return new Question(method.kind(), withoutLastDot(name), null, StatusCodes.DEFAULT, null);
        }
        String path = method.path() == null ? "/" : method.path();
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path does not begin with a slash or has other than visible ASCII");
        }
        return new Question(
                method.kind(),
                withoutLastDot(name),
                path,
                method.status() == null ? StatusCodes.DEFAULT : StatusCodes.parse(method.status()),
                method.bodyMatch() == null ? null : BodyMatch.parse(method.bodyMatch()));
    }

    boolean isEncrypted() {
        return kind != ProbeKind.HTTP;
    }

    boolean isHttp() {
        return kind != ProbeKind.TLS;
    }

    /** The name for SNI, which never is a literal address (RFC 6066, section 3). */
    Optional<String> serverName() {
        return Cidr.isLiteral(name) ? Optional.empty() : Optional.of(name);
    }

    /** The Host header (RFC 9110, section 7.2): with the port where it is not the scheme's own. */
    String host(int port) {
        String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == (isEncrypted() ? 443 : 80) ? host : host + ":" + port;
    }

    private static String withoutLastDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
