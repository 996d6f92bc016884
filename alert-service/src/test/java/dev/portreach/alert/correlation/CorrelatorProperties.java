package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.correlation.Checks.Place;
import dev.portreach.alert.correlation.Checks.Row;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CorrelatorProperties {

    /** Something that goes wrong, and what names it. */
    private record Fault(Cause cause, BiPredicate<Place, Row> hits) {}

    private final List<Place> places = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** Regions and accesses lie across each other; every component has rows on a host, ports are its own and far apart. */
    private void build(Random random) {
        places.clear();
        rows.clear();
        int sites = 12 + random.nextInt(12);
        for (int i = 0; i < sites; i++) {
            places.add(new Place("site" + i, "region" + i % 4, Checks.ACCESSES.get(random.nextInt(3))));
        }
        int components = 6 + random.nextInt(6);
        for (int i = 0; i < components; i++) {
            for (int row = 0; row < 4; row++) {
                rows.add(new Row("component" + i, "10.0." + i / 2 + ".1", 1_000 + 100 * i + 10 * row));
            }
        }
    }

    private Fault fault(Random random) {
        Place place = places.get(random.nextInt(places.size()));
        Row row = rows.get(random.nextInt(rows.size()));
        return switch (random.nextInt(7)) {
            case 0 -> new Fault(cause(CauseKind.SITE, "site", place.site()), (p, r) -> p.equals(place));
            case 1 ->
                new Fault(cause(CauseKind.COMPONENT, "component", row.component()), (p, r) -> r.component()
                        .equals(row.component()));
            case 2 ->
                new Fault(cause(CauseKind.HOST, "host", row.host()), (p, r) -> r.host()
                        .equals(row.host()));
            case 3 -> new Fault(cause(CauseKind.PORT, "ports", "tcp/" + row.ports()), (p, r) -> r.equals(row));
            case 4 ->
                new Fault(cause(CauseKind.REGION, "region", place.region()), (p, r) -> p.region()
                        .equals(place.region()));
            case 5 ->
                new Fault(
                        cause(CauseKind.SITE_COMPONENT, "site", place.site(), "component", row.component()),
                        (p, r) -> p.equals(place) && r.component().equals(row.component()));
            default -> new Fault(Grouping.check(Checks.scope(place, row)), (p, r) -> p.equals(place) && r.equals(row));
        };
    }

    private static Cause cause(CauseKind kind, String... pairs) {
        Map<String, String> scope = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            scope.put(pairs[i], pairs[i + 1]);
        }
        return new Cause(kind, scope);
    }

    private Set<String> hit(Fault fault) {
        Set<String> hit = new HashSet<>();
        for (Place place : places) {
            for (Row row : rows) {
                if (fault.hits().test(place, row)) {
                    hit.add(Checks.id(place, row));
                }
            }
        }
        return hit;
    }

    private CheckState state(Place place, Row row, List<Fault> faults, Instant since) {
        return faults.stream().anyMatch(fault -> fault.hits().test(place, row))
                ? Checks.failing(place, row, since)
                : Checks.ok(place, row);
    }

    @Property(tries = 100)
    void shouldFindExactlyTheCausesThatWerePlantedApart(@ForAll Random random) {
        build(random);
        List<Fault> faults = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Fault fault = fault(random);
            // Faults over the same checks can look like another one, and rightly so.
            boolean apart = faults.stream().noneMatch(other -> places.stream().anyMatch(place -> rows.stream()
                    .anyMatch(
                            row -> fault.hits().test(place, row) && other.hits().test(place, row))));
            if (apart && taken.addAll(hit(fault))) {
                faults.add(fault);
            }
        }
        Correlator correlator = new Correlator(new Journal());
        places.forEach(place -> rows.forEach(row -> correlator.take(state(place, row, faults, Checks.START))));
        correlator.round(Checks.START);

        assertThat(correlator.explanations(Checks.START).stream()
                        .flatMap(each -> each.failing().stream())
                        .sorted()
                        .toList())
                .isEqualTo(taken.stream().sorted().toList());
        for (Set<String> checks : partsOf(correlator.explanations(Checks.START), faults)) {
            List<Explanation> found = correlator.explanations(Checks.START).stream()
                    .filter(each -> checks.containsAll(each.failing()))
                    .toList();
            List<Fault> planted = faults.stream()
                    .filter(fault -> checks.containsAll(hit(fault)))
                    .toList();
            if (found.size() == 1 && planted.size() == 1) {
                assertThat(found.get(0).covers(planted.get(0).cause()))
                        .as(
                                "%s is named %s",
                                planted.get(0).cause(), found.get(0).cause())
                        .isTrue();
            } else {
                // Two components that make up a host look like the host: then what is found must be the simpler story.
                assertThat(found.stream()
                                .mapToDouble(each -> cost(each.cause()))
                                .sum())
                        .as("%s for %s", found, planted)
                        .isLessThan(planted.stream()
                                .mapToDouble(fault -> cost(fault.cause()))
                                .sum());
            }
        }
    }

    /** Checks that hang together because causes, found or planted, share some of them. */
    private List<Set<String>> partsOf(List<Explanation> found, List<Fault> planted) {
        List<Set<String>> parts = new ArrayList<>();
        List<Set<String>> all = Stream.concat(
                        found.stream().map(Explanation::failing),
                        planted.stream().map(this::hit))
                .toList();
        for (Set<String> checks : all) {
            Set<String> part = new HashSet<>(checks);
            List<Set<String>> touched = parts.stream()
                    .filter(other -> !Collections.disjoint(other, checks))
                    .toList();
            touched.forEach(part::addAll);
            parts.removeAll(touched);
            parts.add(part);
        }
        return parts;
    }

    /** What a cause of this kind has to earn; ranges more with each row that does not touch the one before. */
    private static double cost(Cause cause) {
        double prior = Grouping.of(cause.kind()).prior();
        long gaps = cause.scope()
                .getOrDefault("ports", "")
                .chars()
                .filter(c -> c == ',')
                .count();
        return gaps == 0 ? prior : prior + 0.5 + 1.5 * gaps;
    }

    /** One after the other goes wrong and mends, and the service may be killed in any round. */
    @Property(tries = 30)
    void shouldTellTheSameWhetherRestartedOrNot(@ForAll Random random) {
        build(random);
        List<Fault> faults = List.of(fault(random), fault(random), fault(random));
        Journal steady = new Journal();
        Journal restarted = new Journal();
        Correlator one = new Correlator(steady);
        Correlator other = new Correlator(restarted);
        Map<String, CheckState> states = new LinkedHashMap<>();
        Instant now = Checks.START;
        List<Fault> active = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (step % 20 == 0) {
                active = step < 40 ? faults.subList(0, 1 + step / 20) : List.of();
                for (Place place : places) {
                    for (Row row : rows) {
                        CheckState next = state(place, row, active, now);
                        CheckState before = states.get(next.check());
                        if (before == null || before.verdict() != next.verdict()) {
                            states.put(next.check(), next);
                            one.take(next);
                            other.take(next);
                        }
                    }
                }
            }
            if (random.nextInt(8) == 0) {
                other = new Correlator(restarted);
                states.values().forEach(other::take);
                other.restore(List.copyOf(restarted.entries.values()));
            }
            now = now.plusMillis(500);
            one.round(now);
            other.round(now);
        }
        for (int round = 0; round < 60; round++) {
            now = now.plusMillis(500);
            one.round(now);
            other.round(now);
        }
        assertThat(openings(restarted)).isEqualTo(openings(steady));
        assertThat(causes(restarted)).isEqualTo(causes(steady));
        assertThat(restarted.open()).isEmpty();
        Set<String> open = new HashSet<>();
        for (Incident incident : restarted.published) {
            if (incident.change() == IncidentChange.OPENED) {
                assertThat(open.add(incident.id()))
                        .as("opened while it is open")
                        .isTrue();
            } else if (incident.status() == IncidentStatus.RESOLVED) {
                open.remove(incident.id());
            }
        }
        assertThat(restarted.entries.values())
                .allMatch(entry -> entry.published().status() == IncidentStatus.RESOLVED);
    }

    private static long openings(Journal journal) {
        return journal.published.stream()
                .filter(incident -> incident.change() == IncidentChange.OPENED)
                .count();
    }

    private static Set<Cause> causes(Journal journal) {
        Set<Cause> causes = new LinkedHashSet<>();
        journal.published.forEach(incident -> causes.add(incident.cause()));
        return causes;
    }
}
