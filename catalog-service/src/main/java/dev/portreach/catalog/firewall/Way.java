package dev.portreach.catalog.firewall;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who initiates, seen from the site's firewall. */
public enum Way {
    /** Users or agents of the site connect to the core. */
    FROM_SITE("from-site"),
    /** The core connects to users or agents of the site. */
    TO_SITE("to-site");

    private final String wireName;

    Way(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
