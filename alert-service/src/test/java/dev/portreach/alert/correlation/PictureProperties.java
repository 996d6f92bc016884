package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.correlation.Checks.Place;
import dev.portreach.alert.correlation.Checks.Row;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is found hangs on how things stand, not on the way there. */
class PictureProperties {

    private static final int STEPS = 60;

    private final List<Place> places = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, CheckState> states = new LinkedHashMap<>();
    private final Map<String, AgentState> agents = new LinkedHashMap<>();

    private void build(Random random) {
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            places.add(new Place(
                    "site" + i, random.nextBoolean() ? "emea" : "apac", Checks.ACCESSES.get(random.nextInt(3))));
        }
        for (int i = 0; i < 3 + random.nextInt(6); i++) {
            boolean range = random.nextInt(3) == 0;
            String ports = range ? (1000 + i * 20) + "-" + (1009 + i * 20) : "" + (100 + i);
            rows.add(new Row(
                    "component" + i / 2,
                    "10.0.0." + random.nextInt(4),
                    ports,
                    random.nextInt(3) == 0 ? Expectation.PERMITTED : Expectation.LISTENING,
                    range ? RangeMode.ON_DEMAND : RangeMode.ALL));
        }
    }

    private void step(Random random, Correlator... correlators) {
        Place place = places.get(random.nextInt(places.size()));
        if (random.nextInt(10) == 0) {
            AgentState agent = Checks.agent(
                    place.site(),
                    place.site() + "-" + random.nextInt(2),
                    random.nextInt(4) == 0,
                    "fw-" + places.indexOf(place) % 3);
            agents.put(agent.key(), agent);
            for (Correlator correlator : correlators) {
                correlator.take(agent, Checks.START);
            }
            return;
        }
        // Often a whole row, host or site goes the same way, so that there is something to find.
        int shape = random.nextInt(4);
        Row row = rows.get(random.nextInt(rows.size()));
        int verdict = random.nextInt(6);
        for (Place eachPlace : shape >= 2 ? places : List.of(place)) {
            for (Row eachRow : shape % 2 == 1 ? rows : List.of(row)) {
                if (shape == 3 && !eachRow.host().equals(row.host())) {
                    continue;
                }
                CheckState state = state(eachPlace, eachRow, verdict);
                if (state == null) {
                    states.remove(Checks.id(eachPlace, eachRow));
                } else {
                    states.put(state.check(), state);
                }
                for (Correlator correlator : correlators) {
                    if (state == null) {
                        correlator.retractCheck(Checks.id(eachPlace, eachRow));
                    } else {
                        correlator.take(state);
                    }
                }
            }
        }
    }

    private static CheckState state(Place place, Row row, int verdict) {
        return switch (verdict) {
            case 0, 1 -> Checks.failing(place, row);
            case 2 ->
                Checks.state(place, row, Verdict.OK, Checks.START, List.of(Checks.run(row.ports(), Outcome.OPEN)));
            case 3 ->
                Checks.state(
                        place,
                        row,
                        Verdict.PARTIAL,
                        Checks.START,
                        List.of(
                                Checks.run(first(row), Outcome.TIMEOUT),
                                Checks.run(row.ports().contains("-") ? last(row) : first(row), Outcome.OPEN)),
                        place.site() + "-0");
            case 4 -> Checks.unknown(place, row);
            default -> null;
        };
    }

    private static String first(Row row) {
        return row.ports().split("-", 2)[0];
    }

    private static String last(Row row) {
        return row.ports().split("-", 2)[1];
    }

    /** All that matters of what was found, in no order. */
    private static Set<Object> found(Correlator correlator) {
        correlator.round(Checks.START);
        return correlator.explanations(Checks.START).stream()
                .map(each -> List.<Object>of(
                        each.cause(),
                        new HashSet<>(each.indistinguishable()),
                        each.failing(),
                        each.groupFailing(),
                        each.ok(),
                        each.unknown(),
                        each.forming(),
                        each.settle(),
                        each.confirmed(),
                        each.confidence(),
                        String.valueOf(each.runnerUp())))
                .collect(Collectors.toSet());
    }

    @Property(tries = 100)
    void shouldFindTheSameStepByStepAsFromScratch(@ForAll Random random) {
        places.clear();
        rows.clear();
        states.clear();
        agents.clear();
        build(random);
        Correlator incremental = new Correlator(new Journal());
        for (int i = 0; i < STEPS; i++) {
            step(random, incremental);
            if (random.nextInt(3) > 0) {
                continue;
            }
            Set<Object> found = found(incremental);

            List<Object> events = new ArrayList<>(states.values());
            events.addAll(agents.values());
            Collections.shuffle(events, random);
            Correlator fresh = new Correlator(new Journal());
            for (Object event : events) {
                if (event instanceof CheckState state) {
                    fresh.take(state);
                } else if (event instanceof AgentState agent) {
                    fresh.take(agent, Checks.START);
                }
            }
            assertThat(found(fresh)).containsExactlyInAnyOrderElementsOf(found);
        }
    }
}
