package dev.portreach.alert.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnIncidentTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:02:00Z");
    private static final Finding FOUND = new Finding(NOW.minusSeconds(70), "20,000 records wait for portreach-alert");

    @Test
    void shouldSayWhatItIsWhatFollowsAndWhatToDo() {
        Incident opened = next(Optional.empty(), Optional.of(FOUND), NOW).orElseThrow();

        assertThat(opened.id()).isEqualTo("portreach-lag");
        assertThat(opened.title()).isEqualTo("Portreach lags behind what comes in");
        assertThat(opened.summary())
                .isEqualTo(
                        """
                        20,000 records wait for portreach-alert, since 2026-03-01 10:00:50 UTC.
                        While it lasts, incidents and history are late.
                        What to do: http://core:7802/runbooks/lag.txt""");
    }

    @Test
    void shouldOpenOnceEndOnceAndOpenAgain() {
        // given
        Incident opened = next(Optional.empty(), Optional.of(FOUND), NOW).orElseThrow();

        // when / then
        assertThat(next(Optional.of(opened), Optional.of(FOUND), NOW.plusSeconds(30)))
                .isEmpty();
        Incident over =
                next(Optional.of(opened), Optional.empty(), NOW.plusSeconds(60)).orElseThrow();
        assertThat(over.version()).isEqualTo(2);
        assertThat(over.status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(over.summary()).isEqualTo("Over at 2026-03-01 10:03:00 UTC, after 2 min 10 s.");
        assertThat(next(Optional.of(over), Optional.empty(), NOW.plusSeconds(90)))
                .isEmpty();
        assertThat(next(Optional.of(over), Optional.of(FOUND), NOW.plusSeconds(90))
                        .map(Incident::version))
                .contains(3L);
        assertThat(next(Optional.empty(), Optional.empty(), NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveAPageForEach(Trouble trouble) {
        assertThat(getClass().getResource("/META-INF/resources" + trouble.page()))
                .as(trouble.page())
                .isNotNull();
    }

    private static Optional<Incident> next(Optional<Incident> known, Optional<Finding> finding, Instant now) {
        return OwnIncident.next(known, Trouble.LAG, finding, "http://core:7802", now);
    }
}
