package dev.portreach.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.plan.Items;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.rest.FormulaGuard;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class CsvProperties {

    private static final ObjectMapper JSON = RestJson.strict();

    @Property(tries = 300)
    void shouldReadBackTheSitesThatItWrites(@ForAll("sites") List<Site> sites) {
        assertThat(readBack(CsvTable.SITES, sites, Site.class)).isEqualTo(sites);
    }

    @Property(tries = 300)
    void shouldReadBackTheEndpointsThatItWrites(@ForAll("endpoints") List<Endpoint> endpoints) {
        assertThat(readBack(CsvTable.ENDPOINTS, endpoints, Endpoint.class)).isEqualTo(endpoints);
    }

    @Property
    void shouldGuardAndFreeEveryCell(@ForAll String cell) {
        assertThat(FormulaGuard.plain(FormulaGuard.guarded(cell))).isEqualTo(cell);
        assertThat(FormulaGuard.guarded(cell)).doesNotStartWith("=").doesNotStartWith("+");
        assertThat(FormulaGuard.guarded(cell)).doesNotStartWith("@").doesNotStartWith("-");
    }

    @Property
    void shouldSplitWhatItJoins(@ForAll List<@NotEmpty String> parts) {
        assertThat(CellList.split(CellList.join(parts, ';'), ';')).isEqualTo(parts);
    }

    @Property
    void shouldReadAnyTextOrSayWhereItIsWrong(@ForAll String text) {
        Violations violations = new Violations();
        new ItemFile("x", Format.CSV, CsvTable.SITES, text).read(JSON, violations, (i, v) -> Optional.of(Site.class));
        new ItemFile("x", Format.YAML, null, text).read(JSON, violations, (i, v) -> Optional.of(Site.class));
        new ItemFile("x", Format.JSON, null, text).read(JSON, violations, (i, v) -> Optional.of(Site.class));
        assertThat(violations.found()).allSatisfy(violation -> {
            assertThat(violation.line()).isPositive();
            assertThat(violation.column()).isPositive();
        });
    }

    @Provide
    Arbitrary<List<Site>> sites() {
        return Items.sites().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Endpoint>> endpoints() {
        return Items.endpoints().list().ofMaxSize(4);
    }

    private static <T> List<T> readBack(CsvTable table, List<T> items, Class<T> type) {
        String csv = CsvFile.write(table, items.stream().map(JSON::<JsonNode>valueToTree));
        Violations violations = new Violations();
        List<ItemFile.Entry<Object>> read = new ItemFile("items", Format.CSV, table, csv)
                .read(JSON, violations, (item, faults) -> Optional.of(type));
        assertThat(violations.found()).isEmpty();
        return read.stream().map(ItemFile.Entry::item).map(type::cast).toList();
    }
}
