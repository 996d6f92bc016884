package dev.portreach.alert.trouble;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at Portreach found.
 *
 * @param notJudging why nothing is judged; empty if it is
 * @param broker what the broker says; empty if it does not answer
 * @param freeHere share of this service's own disk that is free, 0 to 1
 */
record Readings(Instant at, Optional<String> notJudging, Optional<Broker> broker, double freeHere) {

    /**
     * What the broker says.
     *
     * @param lag records that wait, by consumer group of this service
     * @param deadLetters records ever put aside, by dead-letter topic
     * @param free share of space that is free, 0 to 1, by the broker's disk
     */
    record Broker(Map<String, Long> lag, Map<String, Long> deadLetters, Map<String, Double> free) {

        Broker {
            lag = Map.copyOf(lag);
            deadLetters = Map.copyOf(deadLetters);
            free = Map.copyOf(free);
        }
    }
}
