package dev.portreach.probe.watch;

import dev.portreach.contracts.result.Observation;
import java.util.List;

/**
 * What a sweep brings to light.
 *
 * @param observations in the order of their starts; none while an earlier sweep of the check is under way
 * @param isPressing whether someone waits for it: a first look, one that was asked for, a failure, or how one ends. All else says what was said
 *     before
 */
public record Findings(List<Observation> observations, boolean isPressing) {

    static final Findings NONE = new Findings(List.of(), false);

    public Findings {
        observations = List.copyOf(observations);
    }
}
