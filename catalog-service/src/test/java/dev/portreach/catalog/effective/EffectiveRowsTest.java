package dev.portreach.catalog.effective;

import static dev.portreach.catalog.effective.Given.CONTROL;
import static dev.portreach.catalog.effective.Given.DATA;
import static dev.portreach.catalog.effective.Given.EXTRA;
import static dev.portreach.catalog.effective.Given.NOTIFY;
import static dev.portreach.catalog.effective.Given.endpoint;
import static dev.portreach.catalog.effective.Given.listed;
import static dev.portreach.catalog.effective.Given.site;
import static dev.portreach.catalog.effective.Given.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteOverride;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveRowsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Endpoint PLAIN = endpoint(Map.of(), null, null);
    private static final Map<String, Ports> MOVED = Map.of("receiver.control", Ports.of(40000));

    @Test
    void shouldTakePortsFromThePolicyThenTheEndpointThenTheSiteThenTheSiteForTheEndpoint() {
        Site plain = site(0, null);
        Site moved = site(0, null, ports(null, 40001));
        Site movedThere = site(0, null, ports(null, 40001), ports("r1", 40002), ports("r2", 40003));

        assertThat(control(plain, PLAIN).ports()).isEqualTo(Sourced.of(Ports.of(33321), Source.POLICY));
        assertThat(control(plain, endpoint(MOVED, null, null)).ports())
                .isEqualTo(Sourced.of(Ports.of(40000), Source.ENDPOINT));
        assertThat(control(moved, endpoint(MOVED, null, null)).ports())
                .isEqualTo(Sourced.of(Ports.of(40001), Source.SITE));
        assertThat(control(movedThere, endpoint(MOVED, null, null)).ports())
                .isEqualTo(Sourced.of(Ports.of(40002), Source.SITE));
    }

    @Test
    void shouldSayWhoGaveIntervalAndAddress() {
        Duration fast = Duration.ofSeconds(5);
        SiteOverride override = new SiteOverride("receiver.control", null, null, fast, null, null);

        assertThat(control(site(0, null), PLAIN).interval()).isEqualTo(Sourced.of(null, Source.DEFAULT));
        assertThat(control(site(0, null, override), PLAIN).interval()).isEqualTo(Sourced.of(fast, Source.SITE));
        assertThat(control(site(0, null), PLAIN).address()).isEqualTo(Sourced.of("10.0.0.1", Source.ENDPOINT));
        assertThat(control(site(0, null).withId("nice"), PLAIN).address())
                .isEqualTo(Sourced.of("192.0.2.1", Source.SITE));
    }

    @Test
    void shouldLetASiteSwitchOffOptionalRowsOnly() {
        Site site = site(0, null, off("receiver.extra"), off("receiver.control"));

        List<EffectiveRow> rows = EffectiveRows.of(site, view(PLAIN, CONTROL, EXTRA), NOW);

        assertThat(rows).extracting(EffectiveRow::isProbed).containsExactly(true, false);
        assertThat(rows.get(1).omission().kind()).isEqualTo(Omission.Kind.SWITCHED_OFF);
        assertThat(rows.get(1).omission().reason()).contains("lyon").contains("no Sphere here");
        assertThat(rows.get(1).mustBeOpen()).isFalse();
    }

    @Test
    void shouldLetASiteKeepOneEndpointOfARowThatItSwitchedOff() {
        SiteOverride kept = new SiteOverride("receiver.extra", "r1", null, null, true, null);
        Site site = site(0, null, off("receiver.extra"), kept);

        assertThat(EffectiveRows.of(site, view(PLAIN, EXTRA), NOW))
                .singleElement()
                .matches(EffectiveRow::isProbed);
    }

    @Test
    void shouldListButNotProbeLocalAndDynamicRows() {
        PortPolicy local = listed("receiver.local", Probing.LOCAL_ONLY, null, null);
        PortPolicy dynamic = listed("receiver.rtp", Probing.DYNAMIC, null, null);

        List<EffectiveRow> rows = EffectiveRows.of(site(0, null), view(PLAIN, local, dynamic), NOW);

        assertThat(rows).extracting(EffectiveRow::isProbed).containsExactly(false, false);
        assertThat(rows).extracting(EffectiveRow::mustBeOpen).containsExactly(false, true);
        assertThat(rows.get(1).ports().value()).isNull();
    }

    @Test
    void shouldNotProbeOutboundRowsWithoutAgentsButKeepThemOpen() {
        assertThat(EffectiveRows.of(site(0, null), view(PLAIN, NOTIFY), NOW))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.omission().kind()).isEqualTo(Omission.Kind.NO_AGENT);
                    assertThat(row.mustBeOpen()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "1.3, 4.7, 1.2.9, false",
        "1.3, 4.7, 1.3, true",
        "1.3, 4.7, 1.3.0, true",
        "1.3, 4.7, 4.6.99, true",
        "1.3, 4.7, 4.7, false",
        "1.3, 4.7, 4.10, false",
        "1.3, 4.7, , false",
        "4.7, , 4.10, true",
        ", 1.3, 1.2, true",
        ", , , true",
    })
    void shouldProbeRowsOfTheInstalledVersionOnly(String since, String before, String installed, boolean isProbed) {
        PortPolicy row = listed("receiver.rtsp", Probing.PROBED, since, before);

        assertThat(EffectiveRows.of(site(0, null), view(endpoint(null, installed, null), row), NOW))
                .singleElement()
                .satisfies(effective -> {
                    assertThat(effective.isProbed()).isEqualTo(isProbed);
                    assertThat(effective.mustBeOpen()).isEqualTo(isProbed);
                });
    }

    @Test
    void shouldSplitALockedRangeIntoWhatTheUsersNeedAndTheRest() {
        List<EffectiveRow> rows = EffectiveRows.of(site(8, true), view(PLAIN, DATA), NOW);

        assertThat(rows).extracting(EffectiveRow::key).containsExactly("receiver.data", "receiver.data~rest");
        assertThat(rows)
                .extracting(row -> row.ports().value().toString())
                .containsExactly("20020-20027", "20028-21020");
        assertThat(rows)
                .extracting(EffectiveRow::expectation)
                .containsExactly(Expectation.PERMITTED, Expectation.BLOCKED);
        assertThat(rows).extracting(EffectiveRow::mustBeOpen).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource({
        "true, , SITE, 2",
        "false, true, SITE, 1",
        ", true, ENDPOINT, 2",
        ", false, ENDPOINT, 1",
        ", , DEFAULT, 1",
    })
    void shouldTakeLockdownFromTheSiteThenTheEndpoint(Boolean ofSite, Boolean ofEndpoint, Source source, int parts) {
        List<EffectiveRow> rows = EffectiveRows.of(site(8, ofSite), view(endpoint(null, null, ofEndpoint), DATA), NOW);

        assertThat(rows).hasSize(parts);
        assertThat(rows.get(0).lockdown().source()).isEqualTo(source);
    }

    @Test
    void shouldLockNothingForAnUnknownNumberOfUsersOrRowsThatAreNotOnDemand() {
        assertThat(EffectiveRows.of(site(0, true), view(PLAIN, DATA), NOW)).hasSize(1);
        assertThat(EffectiveRows.of(site(1, true), view(PLAIN, CONTROL), NOW)).hasSize(1);
    }

    @Property(tries = 200)
    void shouldNeitherLoseNorDoublePortsByLocking(@ForAll @IntRange(max = 1_200) int users) {
        List<EffectiveRow> rows = EffectiveRows.of(site(users, true), view(PLAIN, DATA), NOW);

        Ports all = rows.stream().map(row -> row.ports().value()).reduce(Ports.NONE, Ports::plus);
        assertThat(all).isEqualTo(DATA.ports());
        assertThat(rows.stream().mapToInt(row -> row.ports().value().size()).sum())
                .isEqualTo(1_001);
        assertThat(rows.get(0).ports().value().size()).isEqualTo(users == 0 ? 1_001 : Math.min(users, 1_001));
    }

    private static EffectiveRow control(Site site, Endpoint endpoint) {
        return EffectiveRows.of(site, view(endpoint, CONTROL), NOW).get(0);
    }

    private static SiteOverride ports(String endpoint, int port) {
        return new SiteOverride("receiver.control", endpoint, Ports.of(port), null, null, null);
    }

    private static SiteOverride off(String policy) {
        return new SiteOverride(policy, null, null, null, false, "no Sphere here");
    }
}
