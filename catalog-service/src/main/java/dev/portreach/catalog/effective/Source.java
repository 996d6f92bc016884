package dev.portreach.catalog.effective;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** Who said a value. */
public enum Source {
    /** The policy, and so the pack. */
    POLICY,
    /** The endpoint. */
    ENDPOINT,
    /** The site, or the endpoint for this site alone. */
    SITE,
    /** Nobody: it is what holds where nobody says. */
    DEFAULT;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
