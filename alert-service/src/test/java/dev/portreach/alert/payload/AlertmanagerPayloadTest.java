package dev.portreach.alert.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.payload.AlertmanagerReader.GoAlert;
import dev.portreach.alert.payload.AlertmanagerReader.Group;
import dev.portreach.alert.support.Events;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import org.junit.jupiter.api.Test;

class AlertmanagerPayloadTest {

    private static Group read(Notice notice, long version) {
        IncidentStatus status = notice.ends() ? IncidentStatus.RESOLVED : IncidentStatus.OPEN;
        IncidentChange change = notice.ends() ? IncidentChange.RESOLVED : IncidentChange.OPENED;
        Message message = Message.of(notice, "k", Events.incident("inc-1", version, status, change));
        return AlertmanagerReader.read(
                Json.write(AlertmanagerPayload.of(message, "on-call", "https://portreach.example")));
    }

    @Test
    void shouldBeAGroupOfOneFiringAlert() {
        // when
        Group group = read(Notice.OPENED, 1);

        // then
        assertThat(group.version()).isEqualTo("4");
        assertThat(group.status()).isEqualTo("firing");
        assertThat(group.receiver()).isEqualTo("on-call");
        assertThat(group.groupLabels()).containsEntry("incident", "inc-1");
        assertThat(group.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.status()).isEqualTo("firing");
            assertThat(alert.starts()).isEqualTo(Events.OPENED);
            assertThat(alert.ends()).isEmpty();
            assertThat(alert.labels())
                    .containsEntry("alertname", "Portreach")
                    .containsEntry("severity", "warning")
                    .containsEntry("cause", "site-port")
                    .containsEntry("site", "lyon")
                    .containsEntry("component", Events.COMPONENT);
            assertThat(alert.annotations())
                    .containsEntry("summary", "tcp/33321 does not answer from Lyon: timeout")
                    .containsEntry("contacts", "lyon: net@example.org");
            assertThat(alert.generatorURL()).isEqualTo("https://portreach.example/api/v1/incidents/inc-1");
        });
        assertThat(group.commonLabels()).isEqualTo(group.alerts().get(0).labels());
    }

    @Test
    void shouldEndTheSameAlert() {
        // when
        Group opened = read(Notice.OPENED, 1);
        Group resolved = read(Notice.RESOLVED, 65);

        // then
        GoAlert over = resolved.alerts().get(0);
        assertThat(resolved.status()).isEqualTo("resolved");
        assertThat(over.status()).isEqualTo("resolved");
        assertThat(over.ends()).contains(Events.OPENED.plusSeconds(65));
        assertThat(over.fingerprint()).isEqualTo(opened.alerts().get(0).fingerprint());
        assertThat(resolved.groupKey()).isEqualTo(opened.groupKey());
        assertThat(over.labels()).isEqualTo(opened.alerts().get(0).labels());
    }
}
