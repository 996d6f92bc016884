package dev.portreach.catalog.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaComposerCloudTest {

    private final Pack pack = PackFiles.builtIn("media-composer-cloud", RestJson.strict());

    @Test
    void shouldBeValidAndHoldTheTableAndNoMore() {
        Violations violations = new Violations();
        pack.check(violations);

        assertThat(violations.found()).isEmpty();
        assertThat(pack.policies()).hasSize(6);
        assertThat(pack.components().stream().collect(Collectors.toMap(Component::id, Component::name)))
                .containsOnlyKeys("interplay-central", "delivery-receiver")
                .containsEntry("interplay-central", "Interplay Central mobile applications")
                .containsEntry("delivery-receiver", "Interplay Delivery Receiver");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "central.http, interplay-central, 80, false, false, LISTENING, ALL",
        "central.https, interplay-central, 443, false, false, LISTENING, ALL",
        "delivery-receiver.engine, delivery-receiver, 80, true, false, LISTENING, ALL",
        "delivery-receiver.control, delivery-receiver, 33321, true, true, LISTENING, ALL",
        "delivery-receiver.data, delivery-receiver, 20020-21020, true, true, PERMITTED, ON_DEMAND",
        "delivery-receiver.web-services, delivery-receiver, 58889, true, false, LISTENING, ALL",
    })
    void shouldHoldTheRow(
            String key,
            String component,
            String ports,
            boolean directionStated,
            boolean configurable,
            Expectation expectation,
            RangeMode rangeMode) {
        PortPolicy row = pack.policies().stream()
                .filter(policy -> policy.key().equals(key))
                .findFirst()
                .orElseThrow();

        assertThat(row.component()).isEqualTo(component);
        assertThat(row.ports()).hasToString(ports);
        assertThat(row.protocol()).isEqualTo(Protocol.TCP);
        assertThat(row.direction()).isEqualTo(Direction.INBOUND);
        assertThat(row.directionStated()).isEqualTo(directionStated);
        assertThat(row.configurable()).isEqualTo(configurable);
        assertThat(row.expectation()).isEqualTo(expectation);
        assertThat(row.rangeMode()).isEqualTo(rangeMode);
        assertThat(row.purpose()).isNotBlank();
        assertThat(row.reference()).isEqualTo("Avid ISIS 5500 product specifications, page 46");
    }
}
