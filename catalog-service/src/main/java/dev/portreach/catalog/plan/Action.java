package dev.portreach.catalog.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to an item. */
public enum Action {
    @JsonProperty("create")
    CREATE,
    @JsonProperty("change")
    CHANGE,
    @JsonProperty("delete")
    DELETE
}
