package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** How the users of a site reach the core. */
public enum Access {
    /** Over the company's own VPN. */
    INTRANET_VPN,
    /** Over a VPN from outside the company. */
    EXTRANET_VPN,
    /** Without a VPN. */
    DIRECT,
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
