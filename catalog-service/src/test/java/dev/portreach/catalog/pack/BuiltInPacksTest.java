package dev.portreach.catalog.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.contracts.policy.RangeMode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInPacksTest {

    private static final ObjectMapper JSON = RestJson.strict();
    private static final List<String> NAMES = PackFiles.BUILT_IN;

    @ParameterizedTest
    @FieldSource("NAMES")
    void shouldBeWellAndAsTheSchemaSays(String name) throws IOException {
        Pack pack = PackFiles.builtIn(name, JSON);
        Violations violations = new Violations();
        pack.check(violations);
        JsonNode file = JSON.readTree(getClass().getResourceAsStream("/packs/%s.json".formatted(name)));

        assertThat(violations.found()).isEmpty();
        assertThat(pack.id()).isEqualTo(name);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(getClass().getResourceAsStream("/schemas/pack.v1.json"))
                        .validate(file))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void shouldSayWhereEachRowIsPrintedAndKeepPortsOutOfKeys(String name) {
        Pack pack = PackFiles.builtIn(name, JSON);

        assertThat(pack.policies()).allSatisfy(row -> {
            assertThat(row.reference()).contains("page");
            assertThat(row.key()).doesNotContainPattern("\\d").startsWith(prefix(row));
        });
        assertThat(pack.components()).extracting(Component::id).allSatisfy(id -> assertThat(pack.policies())
                .extracting(PortPolicy::component)
                .contains(id));
    }

    /** Keys of media-composer-cloud shorten one name; they are printed, and stay. */
    private static String prefix(PortPolicy row) {
        return row.component().equals("interplay-central") ? "central." : row.component() + ".";
    }

    @Test
    void shouldHaveNoComponentOrKeyTwice() {
        List<Pack> packs =
                NAMES.stream().map(name -> PackFiles.builtIn(name, JSON)).toList();

        assertThat(packs.stream().flatMap(pack -> pack.components().stream()).map(Component::id))
                .doesNotHaveDuplicates();
        assertThat(packs.stream().flatMap(pack -> pack.policies().stream()).map(PortPolicy::key))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "media-indexer.web, 8888-8892, FIRST_FREE, PROBED",
                "media-services-engine.registry-fallback, 42000-42060, FALLBACK, PROBED",
                "streaming-server.rtp, -, ALL, DYNAMIC",
                "editor-media-folders.services, 58885-58886, ALL, LOCAL_ONLY",
                "cluster-service.rpc, -, ALL, DYNAMIC",
                "isis-client-windows.data, 4200-4599, ON_DEMAND, PROBED",
            })
    void shouldHoldRowsThatAreNotAllAlike(String key, String ports, RangeMode mode, Probing probing) {
        PortPolicy row = NAMES.stream()
                .flatMap(name -> PackFiles.builtIn(name, JSON).policies().stream())
                .filter(policy -> policy.key().equals(key))
                .findFirst()
                .orElseThrow();

        assertThat(row.ports() == null ? null : row.ports().toString()).isEqualTo(ports);
        assertThat(row.rangeMode()).isEqualTo(mode);
        assertThat(row.probing()).isEqualTo(probing);
    }
}
