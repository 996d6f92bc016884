package dev.portreach.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.support.Events;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticePlanTest {

    @ParameterizedTest
    @CsvSource({
        "new,      open,     opened,        i:opened:1",
        "new,      open,     updated,       i:opened:1",
        "new,      resolved, resolved,      i:opened:1 i:resolved:1",
        "new,      resolved, absorbed,      ''",
        "open,     open,     updated,       ''",
        "open,     open,     cause-changed, i:cause-changed:9",
        "open,     resolved, resolved,      i:resolved:1",
        "open,     resolved, updated,       i:resolved:1",
        "open,     resolved, absorbed,      ''",
        "resolved, resolved, resolved,      ''",
        "resolved, open,     opened,        i:opened:2",
        "resolved, open,     cause-changed, i:opened:2",
    })
    void shouldSayWhatChanged(String before, String status, String change, String keys) {
        // given
        Optional<Known> known =
                before.equals("new") ? Optional.empty() : Optional.of(new Known(8, before.equals("open"), 1));

        // when
        NoticePlan plan = NoticePlan.of(
                known,
                Events.incident(
                        "i",
                        9,
                        status.equals("open") ? IncidentStatus.OPEN : IncidentStatus.RESOLVED,
                        IncidentChange.valueOf(
                                change.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))));

        // then
        assertThat(plan.notices().stream().map(NoticePlan.Planned::key).toList())
                .isEqualTo(keys.isEmpty() ? java.util.List.of() : java.util.List.of(keys.split(" ")));
    }
}
