package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What a probe does beyond the transport. A policy without one is probed by {@link ProbeKind#CONNECT}.
 *
 * @param serverName name for TLS (SNI, RFC 6066) and for the certificate and the Host header; the endpoint's address as
 *     the site sees it if null
 * @param path of an HTTP request, beginning with a slash; {@code /} if null
 * @param status HTTP status codes that are well, as {@code 200-399} or {@code 200,401}; 200-399 if null
 * @param bodyMatch regular expression that must be found in the first 64 KiB of an HTTP answer; any answer will do if
 *     null
 * @param payload name of a payload definition, as {@code dns}; for {@link ProbeKind#PAYLOAD} only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbeMethod(
        ProbeKind kind, String serverName, String path, String status, String bodyMatch, String payload) {

    public ProbeMethod {
        Objects.requireNonNull(kind, "kind");
    }

    /** A method with nothing but its kind. */
    public static ProbeMethod of(ProbeKind kind) {
        return new ProbeMethod(kind, null, null, null, null, null);
    }

    /** A request from the payload definition of that name. */
    public static ProbeMethod payload(String name) {
        return new ProbeMethod(ProbeKind.PAYLOAD, null, null, null, null, name);
    }
}
