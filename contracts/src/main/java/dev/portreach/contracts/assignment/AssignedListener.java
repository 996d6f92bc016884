package dev.portreach.contracts.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.Objects;

/**
 * Ports at which an agent listens, to prove the path to them where nothing else does. It answers only challenges that an
 * agent of {@code challengers} has signed.
 *
 * @param id {@code endpoint:policy}, unique within the assignment; problems of the listener are reported under it
 * @param ports as {@link Ports} writes them
 * @param address local address to listen at; the agent's own choice, within what it allows, if null
 * @param challengers agents whose challenges are answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignedListener(
        String id, Protocol protocol, String ports, String address, List<AssignedAgent> challengers) {

    public AssignedListener {
        Objects.requireNonNull(id, "id");
        challengers = challengers == null ? List.of() : List.copyOf(challengers);
    }

    public static String id(String endpoint, String policy) {
        return String.join(":", endpoint, policy);
    }
}
