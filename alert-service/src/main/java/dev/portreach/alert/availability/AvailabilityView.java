package dev.portreach.alert.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Availability as REST shows it. */
public final class AvailabilityView {

    private AvailabilityView() {}

    /**
     * A report.
     *
     * @param maintenance whether the time of maintenance windows counts
     * @param notApplied ids of maintenance windows whose time counts for some check although it was to be left out, as they
     *     ask for what is not known of checks of the past; absent if there are none
     * @param revisedAt when late results last changed any day of it; absent if none did
     * @param next the cursor of the following part; absent at the end
     */
    public record Report(
            Instant from,
            Instant to,
            MaintenanceMode maintenance,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> notApplied,
            Instant revisedAt,
            List<Item> items,
            String next) {}

    /**
     * Checks that are counted together. Each counts alike, for as long as it was assigned.
     *
     * @param group what they have in common
     * @param availability share of the known time in which they were {@code ok}, 0 to 1; absent if nothing is known
     * @param coverage share of the time of which anything is known
     * @param checks how many
     * @param seconds by confirmed verdict, added up over the checks; {@code unknown} is neither up nor down
     * @param excludedSeconds of maintenance windows
     * @param loss share of raw observations without any answer; absent if there is none, or if too many roll-ups would have to
     *     be read
     * @param observations of which {@code loss} is the share
     */
    public record Item(
            Map<String, String> group,
            Double availability,
            double coverage,
            long checks,
            Map<Verdict, Double> seconds,
            double excludedSeconds,
            Double loss,
            Long observations) {}
}
