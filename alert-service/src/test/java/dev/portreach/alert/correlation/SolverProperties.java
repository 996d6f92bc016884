package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.correlation.Checks.Place;
import dev.portreach.alert.correlation.Checks.Row;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.RangeMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What makes solving fast changes nothing of what is found. */
class SolverProperties {

    private final List<Place> places = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** Ports follow each other, are shared by components, or are ranges; hosts have several components. */
    private void build(Random random) {
        places.clear();
        rows.clear();
        for (int i = 0; i < 3 + random.nextInt(7); i++) {
            places.add(new Place("site" + i, "region" + random.nextInt(3), Checks.ACCESSES.get(random.nextInt(3))));
        }
        int components = 2 + random.nextInt(4);
        for (int i = 0; i < 4 + random.nextInt(8); i++) {
            String component = "component" + random.nextInt(components);
            int first = 100 + random.nextInt(8);
            String ports = random.nextInt(5) == 0 ? (first * 10) + "-" + (first * 10 + 9) : "" + first;
            Row row = new Row(component, "10.0.0." + random.nextInt(3), ports, Expectation.LISTENING, RangeMode.ALL);
            if (!rows.contains(row)) {
                rows.add(row);
            }
        }
    }

    private Picture picture(Random random) {
        Picture picture = new Picture();
        for (Place place : places) {
            if (random.nextInt(3) == 0) {
                picture.put(Checks.agent(place.site(), "a", false, "fw-" + random.nextInt(2)), Checks.START);
            }
            for (Row row : rows) {
                picture.put(Checks.ok(place, row));
            }
        }
        for (int fault = 0; fault < 1 + random.nextInt(6); fault++) {
            Place where = places.get(random.nextInt(places.size()));
            Row what = rows.get(random.nextInt(rows.size()));
            int kind = random.nextInt(7);
            // Some members of a cause are well in spite of it, or not known.
            double share = random.nextBoolean() ? 1 : 0.85;
            for (Place place : places) {
                for (Row row : rows) {
                    if (isHit(kind, where, what, place, row) && random.nextDouble() < share) {
                        picture.put(
                                row.ports().contains("-") && fault % 2 == 0
                                        ? Checks.partial(place, row, row.ports().replaceFirst(".-.*", "2"))
                                        : Checks.failing(place, row));
                    } else if (random.nextInt(40) == 0) {
                        picture.put(Checks.unknown(place, row));
                    }
                }
            }
        }
        picture.assess();
        return picture;
    }

    private static boolean isHit(int kind, Place where, Row what, Place place, Row row) {
        return switch (kind) {
            case 0 -> place.equals(where);
            case 1 -> row.component().equals(what.component());
            case 2 -> row.host().equals(what.host());
            case 3 -> row.ports().equals(what.ports());
            case 4 -> place.region().equals(where.region());
            case 5 -> place.access() == where.access() && row.component().equals(what.component());
            default -> place.equals(where) && row.equals(what);
        };
    }

    private List<Member> failing(Picture picture) {
        return places.stream()
                .flatMap(place -> rows.stream().map(row -> picture.member(Checks.id(place, row))))
                .filter(Member::fails)
                .toList();
    }

    private static List<Object> told(Candidate cause, Candidate runnerUp, Set<String> mine) {
        return List.of(cause.cause(), Set.copyOf(cause.twins()), runnerUp == null ? "none" : runnerUp.cause(), mine);
    }

    private static Set<String> ids(Iterable<Member> members) {
        Set<String> ids = new HashSet<>();
        members.forEach(member -> ids.add(member.id()));
        return ids;
    }

    @Property(tries = 400)
    void shouldChooseWhatThePlainMethodChooses(@ForAll Random random) {
        build(random);
        List<Member> members = failing(picture(random));
        Set<Group> groups = new LinkedHashSet<>();
        for (Member member : members) {
            for (Group group : member.groups) {
                if (group.couldExplain(member)) {
                    groups.add(group);
                }
            }
        }
        Candidates candidates = new Candidates(members, List.copyOf(groups));

        Set<Object> found = Solver.solve(members, candidates).stream()
                .map(choice -> told(choice.cause(), choice.runnerUp(), ids(choice.mine())))
                .collect(Collectors.toSet());

        assertThat(found)
                .isEqualTo(PlainSolver.solve(members, candidates).stream()
                        .map(choice -> told(choice.cause(), choice.runnerUp(), ids(choice.mine())))
                        .collect(Collectors.toSet()));
    }
}
