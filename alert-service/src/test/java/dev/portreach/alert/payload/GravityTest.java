package dev.portreach.alert.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.alert.support.Events;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentSeverity;
import dev.portreach.contracts.incident.IncidentStatus;
import org.junit.jupiter.api.Test;

class GravityTest {

    private final Incident silentOnIt = Events.incident("inc-1", 1, IncidentStatus.OPEN, IncidentChange.OPENED);

    @Test
    void shouldTakeWhatTheIncidentSays() throws Exception {
        ObjectNode json = EventJson.mapper().valueToTree(silentOnIt);
        Incident says = EventJson.mapper().treeToValue(json.put("severity", "info"), Incident.class);

        assertThat(Gravity.of(says)).isEqualTo(IncidentSeverity.INFO);
        assertThat(Message.of(Notice.OPENED, "k", says).severity()).isEqualTo(IncidentSeverity.INFO);
    }

    @Test
    void shouldGoByTheCauseWhereTheIncidentSaysNothing() {
        assertThat(Gravity.of(silentOnIt)).isEqualTo(IncidentSeverity.WARNING);
    }
}
