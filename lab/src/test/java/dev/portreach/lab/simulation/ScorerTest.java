package dev.portreach.lab.simulation;

import static dev.portreach.lab.simulation.Scorer.Finding.FOUND;
import static dev.portreach.lab.simulation.Scorer.Finding.MASKED;
import static dev.portreach.lab.simulation.Scorer.Finding.MISSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.lab.simulation.Scorer.Score;
import dev.portreach.lab.simulation.Topology.Check;
import dev.portreach.lab.simulation.Topology.Endpoint;
import dev.portreach.lab.simulation.Topology.Place;
import dev.portreach.lab.simulation.Topology.Row;
import dev.portreach.lab.simulation.Topology.Site;
import dev.portreach.lab.simulation.Topology.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Paris and Lyon in emea, Lyon with two agents, Tokyo in apac; mail on one host, files on two. */
class ScorerTest {

    private static final Blame PARIS = new Blame("site", Map.of("site", "paris"));
    private static final Blame LYON = new Blame("site", Map.of("site", "lyon"));
    private static final Blame EMEA = new Blame("region", Map.of("region", "emea"));
    private static final Blame APAC = new Blame("region", Map.of("region", "apac"));
    private static final Blame TOKYO = new Blame("site", Map.of("site", "tokyo"));
    private static final Blame MAIL = new Blame("component", Map.of("component", "mail"));
    private static final Blame FILES_HERE = new Blame("endpoint", Map.of("component", "files", "endpoint", "files-1"));
    private static final Blame FILES_THERE = new Blame("endpoint", Map.of("component", "files", "endpoint", "files-2"));

    private final Topology topology = topology("emea");

    private static Topology topology(String lyonIsBelievedIn) {
        List<Site> sites = List.of(
                site("paris", "emea", "emea", List.of("a")),
                site("lyon", "emea", lyonIsBelievedIn, List.of("a", "b")),
                site("tokyo", "apac", "apac", List.of("a")));
        List<Endpoint> endpoints = List.of(
                new Endpoint("mail-1", "mail", "10.0.0.1", "10.0.0.1", "10.0.0.1"),
                new Endpoint("files-1", "files", "10.0.0.1", "10.0.0.1", "10.0.0.1"),
                new Endpoint("files-2", "files", "10.0.0.2", "10.0.0.2", "10.0.0.2"));
        List<Row> rows = List.of(
                new Row("mail.in", "mail", Ports.of(25)), new Row("files.data", "files", Ports.parse("2000-2009")));
        List<Check> checks = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (Site site : sites) {
            for (Endpoint endpoint : endpoints) {
                Row row = rows.get(endpoint.component().equals("mail") ? 0 : 1);
                Check check = new Check(site.id() + ":" + endpoint.id(), site, endpoint, row);
                checks.add(check);
                site.agents().forEach(agent -> views.add(new View(views.size(), check, agent)));
            }
        }
        return new Topology(sites, rows, endpoints, checks, views, 5_000, 1_500);
    }

    private static Site site(String id, String region, String believed, List<String> agents) {
        return new Site(id, new Place(region, "direct"), new Place(believed, "direct"), List.of("fw-" + id), agents);
    }

    private Score score(List<Blame> broken, Said... said) {
        return score(topology, broken, said);
    }

    private static Score score(Topology company, List<Blame> broken, Said... said) {
        Extents truth = new Extents(company, false);
        List<Fault> faults = broken.stream()
                .map(blame -> new Fault(blame, truth.of(blame), Outcome.TIMEOUT, 1, 0, 1, 0, 0))
                .toList();
        BitSet known = new BitSet();
        known.set(0, company.views().size());
        return new Scorer(company).score(faults, Arrays.asList(said), known);
    }

    @Test
    void shouldCountTheRightAnswerAsFound() {
        Score score = score(List.of(PARIS, MAIL), Said.of(MAIL), Said.of(PARIS));

        assertThat(score.findings()).containsExactly(FOUND, FOUND);
        assertThat(score.right()).isEqualTo(2);
        assertThat(score.falseOnes()).isEmpty();
    }

    @Test
    void shouldCountTheWrongAnswerAsFalseAndTheFaultAsMissed() {
        Score score = score(List.of(PARIS), Said.of(MAIL));

        assertThat(score.findings()).containsExactly(MISSED);
        assertThat(score.right()).isZero();
        assertThat(score.falseOnes()).containsExactly(Said.of(MAIL));
    }

    @Test
    void shouldTakeThePartsOfAFaultForWrong() {
        Score score = score(List.of(EMEA), Said.of(PARIS), Said.of(LYON));

        assertThat(score.findings()).containsExactly(MISSED);
        assertThat(score.falseOnes()).hasSize(2);
    }

    @Test
    void shouldNotTellARegionFromItsOnlySite() {
        assertThat(score(List.of(APAC), Said.of(TOKYO)).findings()).containsExactly(FOUND);
    }

    @Test
    void shouldTakeAnAlternativeThatIsNamed() {
        Score score = score(List.of(MAIL), new Said(FILES_HERE, List.of(MAIL)));

        assertThat(score.findings()).containsExactly(FOUND);
        assertThat(score.falseOnes()).isEmpty();
    }

    @Test
    void shouldTellAnAgentFromItsSite() {
        Blame agent = new Blame("agent", Map.of("site", "lyon", "agent", "b"));

        assertThat(score(List.of(agent), Said.of(LYON)).findings()).containsExactly(MISSED);
        assertThat(score(List.of(agent), Said.of(agent)).findings()).containsExactly(FOUND);
    }

    @Test
    void shouldSetMaskedFaultsApart() {
        Score silent = score(List.of(EMEA, PARIS), Said.of(EMEA));
        Score told = score(List.of(EMEA, PARIS), Said.of(EMEA), Said.of(PARIS));

        assertThat(silent.findings()).containsExactly(FOUND, MASKED);
        assertThat(told.findings()).containsExactly(FOUND, MASKED);
        assertThat(told.falseOnes()).isEmpty();
    }

    @Test
    void shouldJudgeAPartlyMaskedFaultByWhatIsLeftOfIt() {
        assertThat(score(List.of(EMEA, LYON, TOKYO), Said.of(LYON), Said.of(TOKYO), Said.of(PARIS))
                        .findings())
                .as("of emea only Paris can be seen to fail by itself")
                .containsExactly(FOUND, MASKED, FOUND);
    }

    @Test
    void shouldTakeOneCauseForSeveralThatAreExactlyIt() {
        Blame files = new Blame("component", Map.of("component", "files"));

        Score score = score(List.of(FILES_HERE, FILES_THERE), Said.of(files));

        assertThat(score.findings()).containsExactly(FOUND, FOUND);
        assertThat(score.right()).isEqualTo(1);
        assertThat(score(List.of(FILES_HERE), Said.of(files)).findings()).containsExactly(MISSED);
    }

    @Test
    void shouldTakeNoCauseTwice() {
        Score score = score(List.of(APAC), Said.of(APAC), Said.of(TOKYO));

        assertThat(score.right()).isEqualTo(1);
        assertThat(score.falseOnes()).containsExactly(Said.of(TOKYO));
    }

    @Test
    void shouldTakePortsOfOneRowForAlike() {
        Blame some = new Blame("site-port", Map.of("site", "paris", "ports", "tcp/2003-2004"));
        Blame all = new Blame("site-port", Map.of("site", "paris", "ports", "tcp/2000-2009"));

        assertThat(score(List.of(some), Said.of(all)).findings()).containsExactly(FOUND);
    }

    @Test
    void shouldCountWhatComesOfWrongLabelsApart() {
        Score score = score(topology("apac"), List.of(EMEA), Said.of(EMEA), Said.of(LYON));

        assertThat(score.findings()).containsExactly(FOUND);
        assertThat(score.falseOnes()).containsExactly(Said.of(LYON));
        assertThat(score.mislabelled()).isEqualTo(1);
    }

    @Test
    void shouldNotTakeSilenceOfAnAgentForAFaultOfTheNetwork() {
        Blame silent = new Blame("agent-silent", Map.of("site", "paris", "agent", "a"));

        assertThat(score(List.of(PARIS), Said.of(silent)).findings()).containsExactly(MISSED);
    }
}
