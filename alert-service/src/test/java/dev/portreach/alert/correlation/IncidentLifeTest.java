package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.correlation.Checks.Place;
import dev.portreach.alert.correlation.Checks.Row;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentSeverity;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentLifeTest {

    private static final Place LYON = new Place("lyon", "emea", Access.EXTRANET_VPN);
    private static final Place OSLO = new Place("oslo", "emea", Access.EXTRANET_VPN);
    private static final List<Row> ROWS = List.of(
            new Row("indexer", "10.0.0.1", 101),
            new Row("receiver", "10.0.0.2", 201),
            new Row("engine", "10.0.0.3", 301));

    private final Journal journal = new Journal();
    private Correlator correlator = new Correlator(journal);
    private Instant now = Checks.START;

    IncidentLifeTest() {
        for (Row row : ROWS) {
            correlator.take(Checks.ok(LYON, row));
            correlator.take(Checks.ok(OSLO, row));
        }
        pass(Duration.ofSeconds(1));
    }

    private void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plusMillis(500)) {
            correlator.round(now);
        }
    }

    private void fail(Place place, Row... rows) {
        for (Row row : rows) {
            correlator.take(Checks.failing(place, row, now));
        }
        pass(Duration.ofSeconds(10));
    }

    private void mend(Place place, Row... rows) {
        for (Row row : rows) {
            correlator.take(Checks.ok(place, row));
        }
        pass(Duration.ofSeconds(15));
    }

    @Test
    void shouldOpenInTheSecondRoundAndSayWhy() {
        correlator.take(Checks.failing(LYON, ROWS.get(0), now.minusSeconds(10)));
        correlator.round(now);
        assertThat(journal.published).isEmpty();
        correlator.round(now.plusMillis(500));

        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED);
        assertThat(journal.last().severity()).isEqualTo(IncidentSeverity.CRITICAL);
        assertThat(journal.published).extracting(Incident::reason).doesNotContainNull();
    }

    /** With an interval of 2 s and a deadline of 1.5 s, it is over 3.5 s after the first failure. */
    @Test
    void shouldTellOfFewChecksOnlyIfTheyFailInTheirNextTurn() {
        correlator.take(Checks.failing(LYON, ROWS.get(0), now));
        pass(Duration.ofMillis(3_500));
        assertThat(journal.published).isEmpty();
        pass(Duration.ofMillis(500));
        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED);

        correlator.take(Checks.failing(OSLO, ROWS.get(1), now));
        pass(Duration.ofSeconds(3));
        correlator.take(Checks.ok(OSLO, ROWS.get(1)));
        pass(Duration.ofSeconds(15));
        assertThat(journal.published).hasSize(1);
    }

    @Test
    void shouldTellOfSomePortsOfAFewChecksOnlyIfTheyFailInTheTurnAfterTheNext() {
        Row range = new Row("engine", "10.0.0.3", "400-409", Expectation.LISTENING, RangeMode.ALL);
        correlator.take(Checks.ok(LYON, range));
        pass(Duration.ofSeconds(1));

        correlator.take(Checks.state(
                LYON,
                range,
                Verdict.PARTIAL,
                now,
                List.of(Checks.run("400-403", Outcome.TIMEOUT), Checks.run("404-409", Outcome.OPEN))));
        pass(Duration.ofMillis(5_500));
        assertThat(journal.published).isEmpty();
        pass(Duration.ofMillis(500));
        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED);
    }

    /** Eight intervals of 2 s. */
    @Test
    void shouldTellOfFewChecksLaterWhereOthersLoseProbes() {
        for (int i = 0; i < 5; i++) {
            correlator.take(Checks.suspected(OSLO, ROWS.get(0), 1, now));
            pass(Duration.ofMillis(500));
            correlator.take(Checks.ok(OSLO, ROWS.get(0)));
            pass(Duration.ofMillis(500));
        }
        correlator.take(Checks.failing(LYON, ROWS.get(0), now));
        pass(Duration.ofSeconds(16));
        assertThat(journal.published).isEmpty();
        pass(Duration.ofMillis(500));
        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED);
    }

    @Test
    void shouldComeBackUnderTheSameId() {
        fail(LYON, ROWS.get(0));
        mend(LYON, ROWS.get(0));
        fail(LYON, ROWS.get(0));

        assertThat(journal.changes())
                .containsExactly(IncidentChange.OPENED, IncidentChange.RESOLVED, IncidentChange.OPENED);
        assertThat(journal.published)
                .extracting(Incident::id)
                .containsOnly(journal.last().id());
        assertThat(journal.last().reason()).startsWith("back ");
    }

    @Test
    void shouldStayOpenAndQuietWhileItComesAndGoesUntilItIsSteady() {
        for (int i = 0; i < 8; i++) {
            fail(LYON, ROWS.get(0));
            mend(LYON, ROWS.get(0));
        }
        assertThat(journal.changes())
                .containsExactly(
                        IncidentChange.OPENED,
                        IncidentChange.RESOLVED,
                        IncidentChange.OPENED,
                        IncidentChange.RESOLVED,
                        IncidentChange.OPENED,
                        IncidentChange.FLAPPING);

        pass(Duration.ofMinutes(11));
        assertThat(journal.last().change()).isEqualTo(IncidentChange.RESOLVED);
        assertThat(journal.published).hasSize(7);
    }

    @Test
    void shouldSayThatFlappingIsOverWhereItStaysBroken() {
        for (int i = 0; i < 3; i++) {
            fail(LYON, ROWS.get(0));
            mend(LYON, ROWS.get(0));
        }
        fail(LYON, ROWS.get(0));
        pass(Duration.ofMinutes(11));

        assertThat(journal.last().change()).isEqualTo(IncidentChange.UPDATED);
        assertThat(journal.last().reason()).contains("no longer comes and goes");
        assertThat(journal.open()).hasSize(1);
    }

    @Test
    void shouldRememberFlappingAcrossARestart() {
        for (int i = 0; i < 3; i++) {
            fail(LYON, ROWS.get(0));
            mend(LYON, ROWS.get(0));
        }
        int told = journal.published.size();

        Correlator next = new Correlator(journal);
        ROWS.forEach(row -> next.take(Checks.ok(LYON, row)));
        ROWS.forEach(row -> next.take(Checks.ok(OSLO, row)));
        next.restore(List.copyOf(journal.entries.values()));
        correlator = next;
        fail(LYON, ROWS.get(0));
        mend(LYON, ROWS.get(0));

        assertThat(journal.published).hasSize(told);
    }

    @Test
    void shouldCloseQuietlyWhatIsNoLongerAssigned() {
        fail(LYON, ROWS.get(0));
        correlator.retractCheck(Checks.id(LYON, ROWS.get(0)));
        pass(Duration.ofSeconds(2));

        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED, IncidentChange.WITHDRAWN);
        assertThat(journal.last().reason()).isEqualTo("no longer assigned");
        assertThat(journal.last().summary()).startsWith("Closed: no longer assigned.");
    }

    @Test
    void shouldCloseQuietlyWhatIsAnotherCheckUnderTheSameId() {
        fail(LYON, ROWS.get(0));
        var moved = Checks.scope(LYON, new Row("indexer", "10.0.0.1", 102));
        var unknown = Checks.unknown(LYON, ROWS.get(0));
        correlator.take(new dev.portreach.contracts.state.CheckState(
                unknown.check(),
                moved,
                unknown.verdict(),
                now,
                null,
                null,
                null,
                0,
                unknown.proof(),
                "",
                List.of(),
                List.of(),
                now,
                2,
                2,
                null));
        pass(Duration.ofSeconds(2));

        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED, IncidentChange.WITHDRAWN);
    }

    @Test
    void shouldAbsorbNarrowIncidentsIntoTheOldestWithoutOpeningAgain() {
        fail(LYON, ROWS.get(0));
        String first = journal.last().id();
        fail(LYON, ROWS.get(2));
        fail(LYON, ROWS.get(1));

        assertThat(journal.open()).singleElement().satisfies(only -> {
            assertThat(only.id()).isEqualTo(first);
            assertThat(only.cause().kind()).isEqualTo(CauseKind.SITE);
            assertThat(only.absorbed()).hasSize(1);
        });
        assertThat(journal.changes()).containsOnlyOnce(IncidentChange.CAUSE_CHANGED, IncidentChange.ABSORBED);
    }

    @Test
    void shouldNotNameAnewWhatHasLongFailedWhileAWiderPictureForms() {
        // A component that nobody uses but LYON, of which one port has long failed.
        List<Row> store = List.of(
                new Row("store", "10.0.2.1", 501),
                new Row("store", "10.0.2.2", 601),
                new Row("store", "10.0.2.3", 701));
        store.forEach(row -> correlator.take(Checks.ok(LYON, row)));
        fail(LYON, store.get(0));
        pass(Duration.ofSeconds(10));

        // The whole site goes, but its agent has come to look at the store only.
        Instant began = now;
        correlator.take(Checks.suspected(LYON, store.get(1), 2, began));
        correlator.take(Checks.suspected(LYON, store.get(2), 2, began));
        correlator.take(Checks.suspected(LYON, ROWS.get(0), 1, began));
        pass(Duration.ofSeconds(3));

        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED);

        ROWS.forEach(row -> correlator.take(Checks.failing(LYON, row, began)));
        store.subList(1, 3).forEach(row -> correlator.take(Checks.failing(LYON, row, began)));
        pass(Duration.ofSeconds(5));

        assertThat(journal.changes()).containsExactly(IncidentChange.OPENED, IncidentChange.CAUSE_CHANGED);
        assertThat(journal.last().cause().kind()).isEqualTo(CauseKind.SITE);
    }

    /** As long as all of it fails, that a part of it has another cause as well says nothing against the one that was told. */
    @Test
    void shouldKeepItsCauseWhileAnotherOneHidesAPartOfIt() {
        Row[] all = lyonHasMore();
        for (String site : List.of("lima", "oita", "pune", "suva")) {
            Place elsewhere = new Place(site, "apac", Access.DIRECT);
            ROWS.forEach(row -> correlator.take(Checks.ok(elsewhere, row)));
        }
        Place rome = new Place("rome", "emea", Access.EXTRANET_VPN);
        ROWS.forEach(row -> correlator.take(Checks.ok(rome, row)));
        correlator.take(Checks.failing(LYON, all[0], now));
        correlator.take(Checks.failing(OSLO, all[0], now));
        fail(rome, all[0]);
        Incident shared = journal.last();

        fail(LYON, all);

        assertThat(journal.open()).extracting(Incident::cause).hasSize(2).contains(shared.cause());
        assertThat(journal.changes()).doesNotContain(IncidentChange.CAUSE_CHANGED, IncidentChange.ABSORBED);
    }

    @Test
    void shouldTellNothingOfWhatIsOverBeforeItsPictureHasFormed() {
        Row[] all = lyonHasMore();
        Instant began = now;
        // One check is looked at late, so that the picture is still forming.
        for (int i = 1; i < all.length; i++) {
            correlator.take(Checks.failing(LYON, all[i], began));
        }
        correlator.take(Checks.suspected(LYON, all[0], 1, began));
        pass(Duration.ofSeconds(4));
        assertThat(journal.published).isEmpty();

        for (int i = all.length - 1; i >= 0; i--) {
            correlator.take(Checks.ok(LYON, all[i]));
            pass(Duration.ofMillis(500));
        }
        pass(Duration.ofSeconds(20));

        assertThat(journal.published).isEmpty();
    }

    /** It lost a probe by chance an interval before the site went. */
    @Test
    void shouldNotTellOfOneCheckByItselfBecauseItSeemsToHaveFailedForLonger() {
        Row[] all = lyonHasMore();
        Instant began = now;
        correlator.take(Checks.failing(LYON, all[0], began.minusSeconds(4)));
        for (int i = 1; i < all.length; i++) {
            correlator.take(Checks.suspected(LYON, all[i], 1, began));
        }
        pass(Duration.ofSeconds(4));
        assertThat(journal.published).isEmpty();

        for (Row row : all) {
            correlator.take(Checks.failing(LYON, row, began));
        }
        pass(Duration.ofSeconds(5));

        assertThat(journal.published).extracting(each -> each.cause().kind()).containsOnly(CauseKind.SITE);
    }

    /** Pools of probes turn, and become calm again, one after the other. */
    @Test
    void shouldTellOnceOfWhatWorksBadly() {
        Row[] all = lyonHasMore();
        for (Row row : all) {
            correlator.take(Checks.losing(LYON, row, now));
            pass(Duration.ofSeconds(5));
        }
        pass(Duration.ofSeconds(60));

        assertThat(journal.open())
                .singleElement()
                .satisfies(only -> assertThat(only.cause().kind()).isEqualTo(CauseKind.SITE));

        for (Row row : all) {
            correlator.take(Checks.ok(LYON, row));
            pass(Duration.ofSeconds(15));
        }
        pass(Duration.ofMinutes(5));

        assertThat(journal.changes()).containsOnlyOnce(IncidentChange.OPENED);
        assertThat(journal.changes()).doesNotContain(IncidentChange.CAUSE_CHANGED);
        assertThat(journal.open()).isEmpty();
    }

    @Test
    void shouldLeaveOpenWhatGoesOnBesideAWiderCause() {
        Row shared = ROWS.get(0);
        Row[] all = lyonHasMore();
        for (String site : List.of("rome", "bonn", "kiel")) {
            Place place = new Place(site, "emea", Access.EXTRANET_VPN);
            correlator.take(Checks.failing(place, shared, now));
            correlator.take(Checks.ok(place, ROWS.get(1)));
        }
        correlator.take(Checks.failing(OSLO, shared, now));
        fail(LYON, shared);
        fail(LYON, all);
        pass(Duration.ofSeconds(10));

        assertThat(journal.open()).hasSize(2);
        assertThat(journal.changes()).doesNotContain(IncidentChange.ABSORBED, IncidentChange.CAUSE_CHANGED);
    }

    @Test
    void shouldNotOpenAnewForWhatOneAgentStillSeesFailWhileAllRecovers() {
        Row[] all = lyonHasMore();
        correlator.take(Checks.agent("lyon", "a", false), now);
        correlator.take(Checks.agent("lyon", "b", false), now);
        fail(LYON, all);
        pass(Duration.ofSeconds(10));
        correlator.take(Checks.ok(LYON, all[0]));
        correlator.take(Checks.state(
                LYON, all[1], Verdict.PARTIAL, now, List.of(Checks.run(all[1].ports(), Outcome.TIMEOUT)), "b"));
        pass(Duration.ofSeconds(5));
        mend(LYON, all);

        assertThat(journal.published.stream().filter(each -> each.change() == IncidentChange.OPENED))
                .singleElement()
                .satisfies(only -> assertThat(only.cause().kind()).isEqualTo(CauseKind.SITE));
        assertThat(journal.open()).isEmpty();
    }

    @Test
    void shouldKeepItsPortsWhileTheyRecoverOneAfterTheOther() {
        List<Row> adjacent = List.of(
                new Row("store", "10.0.1.1", 501),
                new Row("store", "10.0.1.2", 502),
                new Row("store", "10.0.1.3", 503),
                new Row("store", "10.0.1.4", 504));
        adjacent.forEach(row -> correlator.take(Checks.ok(LYON, row)));
        adjacent.forEach(row -> correlator.take(Checks.ok(OSLO, row)));
        fail(LYON, adjacent.toArray(Row[]::new));
        pass(Duration.ofSeconds(10));
        for (Row row : adjacent) {
            correlator.take(Checks.ok(LYON, row));
            pass(Duration.ofSeconds(2));
        }
        pass(Duration.ofSeconds(15));

        assertThat(journal.changes()).containsOnlyOnce(IncidentChange.OPENED);
        assertThat(journal.open()).isEmpty();
    }

    private Row[] lyonHasMore() {
        List<Row> all = new ArrayList<>(ROWS);
        for (int i = 0; i < 6; i++) {
            all.add(new Row("store" + i, "10.0.1." + i, 401 + 10 * i));
        }
        all.forEach(row -> correlator.take(Checks.ok(LYON, row)));
        return all.toArray(Row[]::new);
    }

    @Test
    void shouldCallLackOfCapacityLessGraveThanAnOutage() {
        Row jobs = new Row("jobs", "10.0.0.9", "20000-20049", Expectation.PERMITTED, RangeMode.ON_DEMAND);
        correlator.take(Checks.ok(OSLO, jobs));
        correlator.take(Checks.partial(LYON, jobs, "20040-20049"));
        pass(Duration.ofSeconds(10));

        assertThat(journal.last().severity()).isEqualTo(IncidentSeverity.WARNING);
        assertThat(journal.last().cause().scope()).containsEntry("ports", "tcp/20040-20049");

        correlator.take(Checks.failing(LYON, jobs, now));
        pass(Duration.ofSeconds(10));
        assertThat(journal.last().severity()).isEqualTo(IncidentSeverity.CRITICAL);
        assertThat(journal.open()).hasSize(1);
    }
}
