package dev.portreach.alert.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.maintenance.Opening;
import dev.portreach.alert.maintenance.Past;
import dev.portreach.alert.matcher.Matchers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaintenanceTimesTest {

    private static final Opening HOUR =
            new Opening(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z"));
    private static final CheckDirectory.Site SITE = new CheckDirectory.Site("emea", null, Map.of("product", "mc"));

    @Test
    void shouldApplyWhatIsAskedOfTheTarget() {
        assertThat(isLeftOut("10.1.2.3", "host=10.1.2.3", "port=33321")).isTrue();
        assertThat(isLeftOut("10.1.2.3", "host=10.1.2.4")).isFalse();
        assertThat(isLeftOut("10.1.2.3", "site=lyon", "host!=10.1.2.3")).isFalse();
    }

    @Test
    void shouldTakeWhatASiteDoesNotHaveForAbsent() {
        assertThat(isLeftOut("10.1.2.3", "site=lyon", "access=")).isTrue();
        assertThat(isLeftOut("10.1.2.3", "site=lyon", "label.team!=a")).isTrue();
    }

    @Test
    void shouldNameTheWindowThatAsksForWhatIsNotKnown() {
        for (String matcher : List.of("cause!=site", "severity=critical", "owner=~.*")) {
            MaintenanceTimes times = new MaintenanceTimes(List.of(window("w", "site=lyon", matcher)));

            assertThat(times.of(check("10.1.2.3"), SITE)).as(matcher).isSameAs(Exclusions.NONE);
            assertThat(times.notApplied()).as(matcher).containsExactly("w");
        }
        MaintenanceTimes times = new MaintenanceTimes(List.of(window("w", "site=lyon", "host!=db")));
        assertThat(times.of(check(null), SITE)).isSameAs(Exclusions.NONE);
        assertThat(times.notApplied()).containsExactly("w");
    }

    private static boolean isLeftOut(String host, String... matchers) {
        MaintenanceTimes times = new MaintenanceTimes(List.of(window("w", matchers)));
        Exclusions exclusions = times.of(check(host), SITE);
        assertThat(times.notApplied()).isEmpty();
        return exclusions.left(HOUR.from().toEpochMilli(), HOUR.to().toEpochMilli()) == 0;
    }

    private static Past window(String id, String... matchers) {
        return new Past(id, Matchers.any(List.of(matchers)), List.of(HOUR));
    }

    private static CheckDirectory.Entry check(String host) {
        return new CheckDirectory.Entry(
                1,
                "lyon:lyon:dr-1:delivery-receiver.control",
                "lyon",
                "lyon",
                "delivery-receiver",
                host,
                host == null ? null : "33321",
                0,
                Long.MAX_VALUE);
    }
}
