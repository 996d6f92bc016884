package dev.portreach.contracts.incident;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** Why this version of an incident was published. */
public enum IncidentChange {
    /** First seen, or back under the same id soon after it was over. */
    OPENED,
    /** Evidence changed; the cause did not. */
    UPDATED,
    /** The same trouble has a wider or narrower cause by now; its id stays. */
    CAUSE_CHANGED,
    /** It comes and goes: it stays open, and nothing more is told until it has settled. */
    FLAPPING,
    /** The cause is gone. */
    RESOLVED,
    /** What it was about is no longer assigned; nobody knows whether it was mended. */
    WITHDRAWN,
    /** Another incident explains it; resolved without a message. */
    ABSORBED,
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
