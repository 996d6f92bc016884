package dev.portreach.alert.scrape;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is known of checks, as samples. Nothing is said of what is not known: no sample is neither up nor down. */
final class ProbeSamples {

    private static final List<String> LABELS =
            List.of("check", "site", "vantage", "component", "endpoint", "policy", "instance");
    private static final double MICROS = 1e6;

    private ProbeSamples() {}

    /** @param micros usual round-trip time of late by check, in microseconds; not of all */
    static List<MetricFamilySamples> of(List<CheckState> states, Map<String, Double> micros) {
        List<MetricFamilySamples.Sample> successes = new ArrayList<>();
        List<MetricFamilySamples.Sample> durations = new ArrayList<>();
        List<MetricFamilySamples.Sample> outcomes = new ArrayList<>();
        for (CheckState state : states) {
            List<String> labels = labels(state);
            if (state.verdict() != Verdict.UNKNOWN && state.verdict() != Verdict.UNRECOGNISED) {
                successes.add(sample("probe_success", LABELS, labels, state.verdict() == Verdict.OK ? 1 : 0));
            }
            Double rtt = micros.get(state.check());
            if (rtt != null) {
                durations.add(sample("probe_duration_seconds", LABELS, labels, rtt / MICROS));
            }
            outcomes(state)
                    .forEach((outcome, ports) -> outcomes.add(sample(
                            "probe_outcome_ports", with(LABELS, "outcome"), with(labels, outcome.toString()), ports)));
        }
        return List.of(
                family("probe_success", "1 where the confirmed verdict is ok, 0 where it is another one", successes),
                family(
                        "probe_duration_seconds",
                        "Median round-trip time of the newest five minutes that have one",
                        durations),
                family("probe_outcome_ports", "Ports by what was seen there at the last change", outcomes));
    }

    private static Map<Outcome, Integer> outcomes(CheckState state) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        state.runs().forEach(run -> outcomes.merge(run.outcome(), run.ports().size(), Integer::sum));
        return outcomes;
    }

    private static List<String> labels(CheckState state) {
        CheckScope scope = state.scope();
        String target = scope.address().indexOf(':') < 0 ? scope.address() : "[" + scope.address() + "]";
        return List.of(
                state.check(),
                scope.subject(),
                scope.vantage(),
                scope.component(),
                scope.endpoint(),
                scope.policy(),
                target + ":" + scope.ports());
    }

    private static List<String> with(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static MetricFamilySamples.Sample sample(
            String name, List<String> names, List<String> values, double value) {
        return new MetricFamilySamples.Sample(name, names, values, value);
    }

    private static MetricFamilySamples family(String name, String help, List<MetricFamilySamples.Sample> samples) {
        return new MetricFamilySamples(name, Collector.Type.GAUGE, help, samples);
    }
}
