package dev.portreach.catalog.firewall;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;

/**
 * What needs a rule.
 *
 * @param component its name
 * @param endpoint id of the endpoint; null for Portreach's own
 * @param policy key of the policy; null for Portreach's own
 * @param ports that it needs
 * @param purpose what for
 * @param required whether the product cannot do without
 * @param reference where the vendor prints it; null if not known
 * @param remark what else to know; null if nothing
 * @param evidence what was seen there; null where all is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(
        String component,
        String endpoint,
        String policy,
        Ports ports,
        String purpose,
        boolean required,
        String reference,
        String remark,
        String evidence) {

    /** For people. */
    public String portText() {
        return ports.equals(Ports.ECHO) ? "echo" : ports.toString();
    }

    Reason at(String where) {
        return new Reason(component, where, policy, ports, purpose, required, reference, remark, evidence);
    }

    Reason withPorts(Ports left) {
        return new Reason(component, endpoint, policy, left, purpose, required, reference, remark, evidence);
    }
}
