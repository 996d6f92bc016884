package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.correlation.Checks.Place;
import dev.portreach.alert.correlation.Checks.Row;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SolverTest {

    private static final List<String> SITES = List.of("berlin", "lyon", "oslo", "rome");
    private static final List<String> COMPONENTS = List.of("indexer", "receiver");

    private static final List<Place> PLACES = SITES.stream()
            .map(site -> new Place(site, "emea", SITES.indexOf(site) < 2 ? Access.EXTRANET_VPN : Access.INTRANET_VPN))
            .toList();

    /** Two components with three rows each; ports 101 to 103 of the first, 201 to 203 of the second. */
    private static final List<Row> ROWS = COMPONENTS.stream()
            .flatMap(component -> IntStream.rangeClosed(1, 3)
                    .mapToObj(row -> new Row(
                            component,
                            "10.0.0." + component.length(),
                            COMPONENTS.indexOf(component) * 100 + 100 + row)))
            .toList();

    private final Correlator correlator = new Correlator(new Journal());

    private List<Explanation> solve(Predicate<String> failing) {
        for (Place place : PLACES) {
            for (Row row : ROWS) {
                boolean fails = failing.test(Checks.id(place, row));
                correlator.take(fails ? Checks.failing(place, row) : Checks.ok(place, row));
            }
        }
        return found();
    }

    private List<Explanation> found() {
        correlator.round(Checks.START);
        return correlator.explanations(Checks.START);
    }

    private static Cause cause(CauseKind kind, String... scope) {
        Map<String, String> bound = new HashMap<>();
        for (int i = 0; i < scope.length; i += 2) {
            bound.put(scope[i], scope[i + 1]);
        }
        return new Cause(kind, bound);
    }

    @Test
    void shouldFindNothingWhereNothingFails() {
        assertThat(solve(id -> false)).isEmpty();
    }

    @Test
    void shouldNameTwoChecksWhereTheOneBetweenIsWell() {
        assertThat(solve(id -> id.startsWith("lyon") && (id.endsWith("receiver.201") || id.endsWith("receiver.203"))))
                .extracting(each -> each.cause().kind())
                .containsExactly(CauseKind.CHECK, CauseKind.CHECK);
    }

    @Test
    void shouldNameAdjacentPortsAsOneRange() {
        assertThat(solve(id -> id.startsWith("lyon") && (id.endsWith("receiver.201") || id.endsWith("receiver.202"))))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE_PORT, "site", "lyon", "ports", "tcp/201-202"));
    }

    @Test
    void shouldNameTheRangeThatFailsFromEverywhereAcrossComponents() {
        assertThat(solve(
                        id -> id.endsWith(".103") || id.endsWith(".201") || id.endsWith(".102") || id.endsWith(".202")))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.PORT, "ports", "tcp/102-103,201-202"));
    }

    /** One of eight sites is well as a whole: it is booked under a kind of access that it does not have. */
    @Test
    void shouldNameAWideCauseThoughOneSiteIsBookedWrongly() {
        for (int site = 0; site < 8; site++) {
            Place place = new Place("direct-" + site, "region-" + site % 4, Access.DIRECT);
            for (Row row : ROWS) {
                correlator.take(site == 0 ? Checks.ok(place, row) : Checks.failing(place, row));
            }
        }

        assertThat(solve(id -> false))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.ACCESS, "access", "direct"));
    }

    @Test
    void shouldNameTheFailingPartOfARange() {
        Row jobs = new Row("jobs", "10.0.0.9", "20000-21000", Expectation.PERMITTED, RangeMode.ON_DEMAND);
        PLACES.forEach(place -> correlator.take(
                place.site().equals("lyon")
                        ? Checks.partial(place, jobs, "20020,20031,20049")
                        : Checks.ok(place, jobs)));
        solve(id -> false);

        assertThat(found())
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE_PORT, "site", "lyon", "ports", "tcp/20020,20031,20049"));

        // ports that were not looked at belong to the range around them
        CheckState sampled = Checks.state(
                PLACES.get(1),
                jobs,
                Verdict.PARTIAL,
                Checks.START,
                List.of(Checks.run("20020,20031,20049", Outcome.TIMEOUT), Checks.run("20500", Outcome.OPEN)));
        correlator.take(sampled);

        assertThat(found())
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE_PORT, "site", "lyon", "ports", "tcp/20020-20049"));
    }

    @Test
    void shouldNameTheAgentWhoseViewAloneFails() {
        correlator.take(Checks.agent("lyon", "lyon-1", false), Checks.START);
        correlator.take(Checks.agent("lyon", "lyon-2", false), Checks.START);
        solve(id -> false);
        for (Row row : ROWS) {
            correlator.take(Checks.state(
                    PLACES.get(1),
                    row,
                    Verdict.PARTIAL,
                    Checks.START,
                    List.of(Checks.run(row.ports(), Outcome.TIMEOUT)),
                    "lyon-2"));
        }

        assertThat(found())
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.AGENT, "site", "lyon", "agent", "lyon-2"));
    }

    @Test
    void shouldNameTheSiteWhereAllItsAgentsFail() {
        correlator.take(Checks.agent("lyon", "lyon-1", false), Checks.START);
        correlator.take(Checks.agent("lyon", "lyon-2", false), Checks.START);

        assertThat(solve(id -> id.startsWith("lyon")))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE, "site", "lyon"));
    }

    @Test
    void shouldNameTheDeviceThatTwoSitesShare() {
        solve(id -> id.startsWith("oslo") || id.startsWith("lyon"));
        correlator.take(Checks.agent("lyon", "lyon-1", false, "fw-lyon", "fw-north"), Checks.START);
        correlator.take(Checks.agent("oslo", "oslo-1", false, "fw-north"), Checks.START);

        assertThat(found())
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.ENFORCEMENT_POINT, "enforcement-point", "fw-north"));
    }

    @Test
    void shouldNameADeviceOfOneSiteBesideTheSite() {
        solve(id -> id.startsWith("lyon"));
        correlator.take(Checks.agent("lyon", "lyon-1", false, "fw-lyon"), Checks.START);

        assertThat(found()).singleElement().satisfies(only -> {
            assertThat(only.cause()).isEqualTo(cause(CauseKind.SITE, "site", "lyon"));
            assertThat(only.indistinguishable())
                    .contains(cause(CauseKind.ENFORCEMENT_POINT, "enforcement-point", "fw-lyon"));
        });
    }

    @Test
    void shouldBelieveInASiteWhereOneCheckOfSixIsWell() {
        assertThat(solve(id -> id.startsWith("lyon") && !id.endsWith(".102")))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE, "site", "lyon"));
    }

    @Test
    void shouldNotForgetWhatHasMendedAndWhatIsGone() {
        solve(id -> id.startsWith("lyon"));
        ROWS.forEach(row -> correlator.take(Checks.ok(PLACES.get(1), row)));
        correlator.take(Checks.failing(PLACES.get(0), ROWS.get(0)));
        assertThat(found()).extracting(each -> each.cause().kind()).containsExactly(CauseKind.CHECK);

        correlator.retractCheck(Checks.id(PLACES.get(0), ROWS.get(0)));
        assertThat(found()).isEmpty();
    }

    @Test
    void shouldNameTheComponentAtOneSite() {
        assertThat(solve(id -> id.startsWith("lyon") && id.contains("receiver")))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE_COMPONENT, "site", "lyon", "component", "receiver"));
    }

    @Test
    void shouldNameTheSite() {
        assertThat(solve(id -> id.startsWith("lyon")))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.SITE, "site", "lyon"));
    }

    @Test
    void shouldNameTheAccessThatAllFailingSitesShare() {
        assertThat(solve(id -> id.startsWith("lyon") || id.startsWith("berlin")))
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.ACCESS, "access", "extranet-vpn"));
    }

    @Test
    void shouldNameTheComponentAndWhatCannotBeToldFromIt() {
        List<Explanation> found = solve(id -> id.contains("receiver"));

        assertThat(found)
                .extracting(Explanation::cause)
                .containsExactly(cause(CauseKind.COMPONENT, "component", "receiver"));
        assertThat(found.get(0).indistinguishable())
                .extracting(Cause::kind)
                .containsExactly(CauseKind.ENDPOINT, CauseKind.HOST, CauseKind.REGION_COMPONENT);
    }

    @Test
    void shouldNameOnePortFromEverywhere() {
        assertThat(solve(id -> id.endsWith("receiver.201")))
                .extracting(each -> each.cause().scope().get("ports"))
                .containsExactly("tcp/201");
    }

    @Test
    void shouldTellTwoIndependentCausesApart() {
        assertThat(solve(id -> id.startsWith("oslo") || (id.startsWith("lyon") && id.contains("indexer"))))
                .extracting(each -> each.cause().kind())
                .containsExactlyInAnyOrder(CauseKind.SITE, CauseKind.SITE_COMPONENT);
    }

    @Test
    void shouldSettleForAsLongAsTheSlowestMemberOfWiderGroups() {
        assertThat(solve(id -> id.startsWith("lyon") && id.endsWith("receiver.202")))
                .singleElement()
                .satisfies(only -> assertThat(only.settle()).isEqualTo(Duration.ofSeconds(6)));
    }

    @Property(tries = 200)
    void shouldExplainEveryFailingCheckExactlyOnce(@ForAll @IntRange(min = 0, max = (1 << 24) - 1) int pattern) {
        Set<String> failing = new HashSet<>();
        for (int i = 0; i < PLACES.size() * ROWS.size(); i++) {
            if ((pattern >> i & 1) == 1) {
                failing.add(Checks.id(PLACES.get(i / ROWS.size()), ROWS.get(i % ROWS.size())));
            }
        }

        List<String> explained = solve(failing::contains).stream()
                .flatMap(each -> each.failing().stream())
                .toList();

        assertThat(explained).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(failing);
    }
}
