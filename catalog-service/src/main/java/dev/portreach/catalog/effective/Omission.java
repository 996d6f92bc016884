package dev.portreach.catalog.effective;

/**
 * Why nobody probes a row.
 *
 * @param reason for people, with what to do where something is missing
 */
public record Omission(Kind kind, String reason) {

    /** Kinds of reasons; some rows must be open all the same. */
    public enum Kind {
        /** Serves programs on its own host only. */
        LOCAL_ONLY(false),
        /** Ports are negotiated at run time; a firewall must follow the protocol, or trust the host. */
        DYNAMIC(true),
        /** The row is of other versions of the product, or it is not known which version is installed. */
        OTHER_VERSION(false),
        /** The site switched the row off. */
        SWITCHED_OFF(false),
        /** An agent is missing that would have to probe or answer. */
        NO_AGENT(true);

        private final boolean mustBeOpen;

        Kind(boolean mustBeOpen) {
            this.mustBeOpen = mustBeOpen;
        }

        /** Whether devices on the way must let it pass all the same. */
        public boolean mustBeOpen() {
            return mustBeOpen;
        }
    }
}
