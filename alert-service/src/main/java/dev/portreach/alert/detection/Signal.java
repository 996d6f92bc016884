package dev.portreach.alert.detection;

/** What one observation says about one port. */
public enum Signal {
    /** As the policy demands. */
    OK,
    /** Not as the policy demands. */
    BAD,
    /** A permitted port does not answer: dropped on the way, or nobody listens on a host in stealth mode. */
    SILENT,
    /** Nothing can be said. */
    UNKNOWN
}
