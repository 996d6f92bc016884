package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SolverTest {

    private static final List<String> SITES = List.of("berlin", "lyon", "oslo", "rome");
    private static final List<String> COMPONENTS = List.of("indexer", "receiver");

    private final Map<Cause, Cause> pool = new HashMap<>();

    /** Four sites, two components with three rows each; ports 101 to 103 of the first, 201 to 203 of the second. */
    private List<Member> members(Predicate<String> failing) {
        List<Member> members = new ArrayList<>();
        for (String site : SITES) {
            for (String component : COMPONENTS) {
                for (int row = 1; row <= 3; row++) {
                    int port = (COMPONENTS.indexOf(component) + 1) * 100 + row;
                    String id = site + ":" + site + ":" + component + "-1:" + component + "." + row;
                    members.add(member(id, site, component, port, failing.test(id)));
                }
            }
        }
        return members;
    }

    private Member member(String id, String site, String component, int port, boolean fails) {
        CheckScope scope = new CheckScope(
                site,
                site,
                "emea",
                SITES.indexOf(site) < 2 ? Access.EXTRANET_VPN : Access.INTRANET_VPN,
                Map.of(),
                component,
                component,
                component + "-1",
                "10.0.0." + component.length(),
                "10.0.0." + component.length(),
                id.substring(id.lastIndexOf(':') + 1),
                Protocol.TCP,
                Ports.of(port),
                Expectation.LISTENING,
                true,
                2_000,
                1_500);
        CheckState state = new CheckState(
                id,
                scope,
                fails ? Verdict.FAILING : Verdict.OK,
                Instant.EPOCH,
                null,
                null,
                null,
                0,
                Proof.STRONG,
                "",
                List.of(),
                List.of(),
                Instant.EPOCH,
                1,
                1);
        return Member.of(state, cause -> pool.computeIfAbsent(cause, same -> same))
                .standing(Standings.of(state, List.of()));
    }

    private List<Explanation> solve(Predicate<String> failing) {
        return Solver.solve(members(failing));
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
    void shouldNameTwoChecksWhereTheThirdOfTheirComponentIsWell() {
        assertThat(solve(id -> id.startsWith("lyon") && (id.endsWith("receiver.1") || id.endsWith("receiver.2"))))
                .extracting(each -> each.cause().kind())
                .containsExactly(CauseKind.CHECK, CauseKind.CHECK);
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
                .containsExactly(CauseKind.ENDPOINT, CauseKind.HOST);
    }

    @Test
    void shouldNameOnePortFromEverywhere() {
        assertThat(solve(id -> id.endsWith("receiver.1")))
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
        assertThat(solve(id -> id.equals("lyon:lyon:receiver-1:receiver.1")))
                .singleElement()
                .satisfies(only -> assertThat(only.settle()).isEqualTo(Duration.ofMillis(3_500)));
    }

    @Property(tries = 200)
    void shouldExplainEveryFailingCheckExactlyOnce(@ForAll @IntRange(min = 0, max = (1 << 24) - 1) int pattern) {
        List<Member> all = members(id -> false);
        Set<String> failing = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if ((pattern >> i & 1) == 1) {
                failing.add(all.get(i).id());
            }
        }

        List<String> explained = solve(failing::contains).stream()
                .flatMap(each -> each.failing().stream())
                .toList();

        assertThat(explained).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(failing);
    }
}
