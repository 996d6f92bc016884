package dev.portreach.lab.simulation;

import dev.portreach.alert.detection.CheckDefinition;
import dev.portreach.alert.detection.Revision;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Confirmed states straight into stage 2, where what is measured is stage 2 alone. */
final class StateFeed {

    private final Topology topology;
    private final Picture picture;
    private final Map<String, CheckScope> scopes = new HashMap<>();
    private long version = 1;

    /** Introduces the agents, and every check as well. */
    StateFeed(Topology topology, Picture picture) {
        this.topology = topology;
        this.picture = picture;
        Instant start = Instant.ofEpochMilli(Simulation.START);
        for (Revision revision : Assignments.of(topology, start).values()) {
            new SiteIntake(revision, false, picture, Simulation.START); // makes the site's agents known
            for (CheckDefinition definition : revision.checks().values()) {
                scopes.put(definition.check(), definition.scope());
            }
        }
        scopes.keySet().forEach(check -> picture.publish(state(check, Verdict.OK, Outcome.OPEN, start)));
    }

    /** Says of all checks of these views that they now stand so. */
    void say(BitSet views, Verdict verdict, Outcome outcome, long now) {
        version++;
        Set<String> checks = new HashSet<>();
        views.stream()
                .forEach(view -> checks.add(topology.views().get(view).check().id()));
        checks.forEach(check -> picture.publish(state(check, verdict, outcome, Instant.ofEpochMilli(now))));
    }

    private CheckState state(String check, Verdict verdict, Outcome outcome, Instant now) {
        CheckScope scope = scopes.get(check);
        return new CheckState(
                check,
                scope,
                verdict,
                now,
                null,
                null,
                null,
                0,
                Proof.STRONG,
                outcome.toString(),
                List.of(new Run(scope.ports(), outcome, Proof.STRONG, null)),
                List.of(),
                now,
                SiteIntake.REVISION,
                version,
                null);
    }
}
