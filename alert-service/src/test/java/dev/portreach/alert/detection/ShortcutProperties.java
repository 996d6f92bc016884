package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What says nothing new is not judged again: that must not show. */
class ShortcutProperties {

    private static final List<String> AGENTS = List.of("lyon-1", "lyon-2");
    private static final Ports PORT = Sites.port(0);

    /** @param pause milliseconds since the one before */
    private record Seen(int agent, long pause, Outcome outcome, Proof proof, long rttMicros) {

        Observation at(long millis, boolean saysWhichPorts) {
            Run run = new Run(PORT, outcome, proof, outcome == Outcome.OPEN ? rttMicros : null);
            return new Observation(
                    Sites.check(0, 0), millis, null, "192.0.2.1", saysWhichPorts ? PORT : null, List.of(run));
        }
    }

    @Property(tries = 300)
    void shouldPublishWhatJudgingEachObservationDoes(@ForAll("histories") List<Seen> history) {
        Recorded quick = new Recorded();
        Recorded thorough = new Recorded();
        Revision revision = Sites.revision(1, 1, AGENTS.toArray(String[]::new));
        SiteDetector one = new SiteDetector(Sites.SITE, Sites.START, quick);
        SiteDetector other = new SiteDetector(Sites.SITE, Sites.START, thorough);
        one.assign(revision, Sites.START);
        other.assign(revision, Sites.START);
        long now = Sites.START.toEpochMilli();
        long seq = 0;
        for (Seen seen : history) {
            now += seen.pause();
            seq++;
            take(one, revision, seen, seq, seen.at(now, false));
            // An observation that names all ports says the same, and is always judged.
            take(other, revision, seen, seq, seen.at(now, true));
        }
        assertThat(quick.states).isEqualTo(thorough.states);
        assertThat(quick.transitions).isEqualTo(thorough.transitions);
        assertThat(quick.checks).isEqualTo(thorough.checks);
    }

    private static void take(SiteDetector detector, Revision revision, Seen seen, long seq, Observation observation) {
        ResultBatch batch =
                new ResultBatch(AGENTS.get(seen.agent()), Sites.SITE, Sites.EPOCH, seq, 1, List.of(observation));
        detector.take(batch, revision, observation.instant());
    }

    @Provide
    Arbitrary<List<Seen>> histories() {
        return Combinators.combine(
                        Arbitraries.of(0, 0, 0, 1),
                        Arbitraries.longs().between(1, 6_000),
                        Arbitraries.of(
                                Outcome.OPEN,
                                Outcome.OPEN,
                                Outcome.OPEN,
                                Outcome.TIMEOUT,
                                Outcome.TIMEOUT,
                                Outcome.REFUSED,
                                Outcome.LOCAL_ERROR),
                        Arbitraries.of(Proof.STRONG, Proof.STRONG, Proof.STRONG, Proof.WEAK),
                        Arbitraries.longs().between(1, 100_000))
                .as(Seen::new)
                .list()
                .ofMaxSize(60);
    }
}
