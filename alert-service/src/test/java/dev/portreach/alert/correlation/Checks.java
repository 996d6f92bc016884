package dev.portreach.alert.correlation;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** States of checks and agents for tests. */
final class Checks {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    static final List<Access> ACCESSES = List.of(Access.EXTRANET_VPN, Access.INTRANET_VPN, Access.DIRECT);

    private Checks() {}

    /** A site with what it shares with others. */
    record Place(String site, String region, Access access) {}

    /** A component's row at one host. */
    record Row(String component, String host, String ports, Expectation expectation, RangeMode mode) {

        Row(String component, String host, int port) {
            this(component, host, Integer.toString(port), Expectation.LISTENING, RangeMode.ALL);
        }

        String policy() {
            return component + "." + ports;
        }
    }

    static String id(Place place, Row row) {
        return String.join(":", place.site(), place.site(), row.component() + "@" + row.host(), row.policy());
    }

    static CheckScope scope(Place place, Row row) {
        return new CheckScope(
                place.site(),
                place.site(),
                place.region(),
                place.access(),
                Map.of(),
                row.component(),
                row.component(),
                row.component() + "@" + row.host(),
                row.host(),
                row.host(),
                row.policy(),
                Protocol.TCP,
                Ports.parse(row.ports()),
                row.expectation(),
                true,
                2_000,
                1_500,
                row.mode(),
                Severity.CRITICAL);
    }

    static CheckState state(Place place, Row row, Verdict verdict, Instant since, List<Run> runs, String... agents) {
        return new CheckState(
                id(place, row),
                scope(place, row),
                verdict,
                since,
                null,
                null,
                null,
                0,
                Proof.STRONG,
                "",
                runs,
                List.of(agents),
                since,
                1,
                1,
                null);
    }

    static CheckState ok(Place place, Row row) {
        return state(place, row, Verdict.OK, START, List.of());
    }

    static CheckState unknown(Place place, Row row) {
        return state(place, row, Verdict.UNKNOWN, START, List.of());
    }

    static CheckState failing(Place place, Row row) {
        return failing(place, row, START);
    }

    static CheckState failing(Place place, Row row, Instant since) {
        return state(place, row, Verdict.FAILING, since, List.of(run(row.ports(), Outcome.TIMEOUT)));
    }

    /** Well as far as is confirmed, but seen to fail so many times in a row. */
    static CheckState suspected(Place place, Row row, int streak, Instant since) {
        return new CheckState(
                id(place, row),
                scope(place, row),
                Verdict.OK,
                START,
                Verdict.FAILING,
                since,
                null,
                streak,
                Proof.STRONG,
                "",
                List.of(run(row.ports(), Outcome.TIMEOUT)),
                List.of(),
                since,
                1,
                1,
                null);
    }

    /** Well, but losing probes, as the correlator of what works badly takes it. */
    static CheckState losing(Place place, Row row, Instant noticed) {
        CheckState well = ok(place, row);
        return Softened.of(new CheckState(
                well.check(),
                well.scope(),
                Verdict.OK,
                START,
                null,
                null,
                null,
                0,
                Proof.STRONG,
                "",
                List.of(run(row.ports(), Outcome.OPEN)),
                List.of(),
                noticed,
                1,
                2,
                new Degradation(DegradationKind.LOSS, 0.1, START)));
    }

    /** Some ports fail, the others are open. */
    static CheckState partial(Place place, Row row, String bad) {
        Ports failing = Ports.parse(bad);
        Ports open = Ports.parse(row.ports()).minus(failing);
        return state(
                place,
                row,
                Verdict.PARTIAL,
                START,
                List.of(run(bad, Outcome.TIMEOUT), run(open.toString(), Outcome.OPEN)));
    }

    static Run run(String ports, Outcome outcome) {
        return new Run(Ports.parse(ports), outcome, Proof.STRONG, null);
    }

    static AgentState agent(String site, String id, boolean silent, String... enforcementPoints) {
        SiteProfile profile = new SiteProfile(
                site,
                "emea",
                Access.DIRECT,
                Map.of(),
                List.of(),
                0,
                "net@" + site + ".example",
                java.util.Arrays.stream(enforcementPoints)
                        .map(name -> new EnforcementPoint(name, "firewall", null))
                        .toList());
        return new AgentState(
                AgentState.key(site, id),
                site,
                id,
                profile,
                silent,
                true,
                START,
                START,
                "1",
                "e",
                null,
                1,
                0,
                List.of(),
                1,
                null);
    }
}
