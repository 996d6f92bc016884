package dev.portreach.probe.publish;

import dev.portreach.contracts.UuidV7;
import dev.portreach.contracts.result.Observation;
import java.time.Instant;
import java.util.List;

/**
 * Observations that go out together.
 *
 * @param epoch in which they were made
 * @param revision of the assignment by which they were made
 * @param time event time at which they were complete
 */
public record Harvest(String epoch, long revision, List<Observation> observations, Instant time) {

    public Harvest {
        observations = List.copyOf(observations);
    }

    public static String newEpoch(long eventMillis) {
        return UuidV7.of(eventMillis).toString();
    }
}
