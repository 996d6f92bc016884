package dev.portreach.contracts.incident;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** What a cause is about; the widest first. */
public enum CauseKind {
    /** Portreach itself does not see: most sites are silent at once. */
    BLIND,
    /** Every site with this kind of access. */
    ACCESS,
    /** Every site of this region. */
    REGION,
    /** Everything that passes a device which several sites share. */
    ENFORCEMENT_POINT,
    /** Every site of this region with this kind of access. */
    REGION_ACCESS,
    /** A component, from everywhere. */
    COMPONENT,
    /** A host, from everywhere. */
    HOST,
    /** A component at one address, from everywhere. */
    ENDPOINT,
    /** Ports, from every site at every host. */
    PORT,
    /** Ports at one host, from everywhere. */
    HOST_PORT,
    /** Everything from one site. */
    SITE,
    /** A component, from one site. */
    SITE_COMPONENT,
    /** A host, from one site. */
    SITE_HOST,
    /** Ports, from one site. */
    SITE_PORT,
    /** A component, from every site with this kind of access. */
    ACCESS_COMPONENT,
    /** Ports, from every site with this kind of access. */
    ACCESS_PORT,
    /** A component, from every site of this region. */
    REGION_COMPONENT,
    /** Ports, from every site of this region. */
    REGION_PORT,
    /** A component, from every site of this region with this kind of access. */
    REGION_ACCESS_COMPONENT,
    /** Ports, from every site of this region with this kind of access. */
    REGION_ACCESS_PORT,
    /** Everything that one agent sees, while the others of its site are well. */
    AGENT,
    /** An agent that is not heard: it, its machine or the VPN is down. */
    AGENT_SILENT,
    /** Batches that do not verify, in the name of an agent or site. */
    UNTRUSTED,
    /** Portreach itself is in trouble: scope {@code trouble} says which. */
    PORTREACH,
    /** A single check. */
    CHECK,
    /** Sent by a newer version; what carries it is skipped and reported. Never sent. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
