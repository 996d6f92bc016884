package dev.portreach.alert.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/** A route as REST shows it; see {@link RouteInput}. */
public record RouteView(
        String id,
        int place,
        List<String> matchers,
        List<String> channels,
        @JsonProperty("continue") boolean goesOn,
        Instant createdAt,
        Instant updatedAt) {}
