package dev.portreach.contracts.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.Objects;

/**
 * Vantage × subject × endpoint × policy, with effective ports. The vantage is the assignment's site.
 *
 * <p>Ports travel as text, so that one bad entry does not make the whole assignment unreadable: it is reported and
 * skipped, the others run.
 *
 * @param id {@code vantage:subject:endpoint:policy}; stays when the definition changes
 * @param policy key of a policy of the same assignment
 * @param subject the site whose access is proven
 * @param endpoint id of the endpoint
 * @param host the endpoint's own address in the core, which names the host whatever sites call it
 * @param address where this site sees the endpoint (NAT), IPv4 or IPv6 or a name
 * @param ports effective ports, as {@link Ports} writes them
 * @param responders agents one of which listens there and signs its answer to a challenge; empty where the component
 *     itself listens
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AssignedCheck(
        String id,
        String policy,
        String subject,
        String endpoint,
        String host,
        String address,
        String ports,
        List<AssignedAgent> responders) {

    public AssignedCheck {
        Objects.requireNonNull(id, "id");
        responders = responders == null ? List.of() : List.copyOf(responders);
    }

    public static String id(String vantage, String subject, String endpoint, String policy) {
        return String.join(":", vantage, subject, endpoint, policy);
    }
}
