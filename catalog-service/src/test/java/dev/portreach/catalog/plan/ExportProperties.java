package dev.portreach.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.store.CatalogItem;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExportProperties {

    private static final ObjectMapper JSON = RestJson.strict();

    @Property(tries = 400)
    void shouldChangeNothingWhenAppliedWithPruning(@ForAll("catalogs") CatalogState catalog) {
        for (Format format : new Format[] {Format.YAML, Format.JSON}) {
            CatalogState read = read(catalog, format);
            assertThat(Planner.plan(catalog, read, true).steps())
                    .as(format.name())
                    .isEmpty();
        }
    }

    @Property(tries = 400)
    void shouldMakeAnyCatalogTheOtherWhenPruned(
            @ForAll("catalogs") CatalogState one, @ForAll("catalogs") CatalogState other) {
        CatalogState wanted = read(other, Format.YAML);
        other.all(Kind.PACK)
                .forEach(pack -> one.put(Kind.PACK, pack)); // packs are never deleted: let both have the same
        CatalogState after = Planner.plan(one, wanted, true).outcome();
        for (Kind kind : new Kind[] {Kind.SITE, Kind.ENDPOINT}) {
            assertThat(after.all(kind)).containsExactlyElementsOf(other.all(kind));
        }
        assertThat(Planner.plan(after, wanted, true).steps()).isEmpty();
    }

    @Property(tries = 200)
    void shouldDeleteNothingUnlessPruned(
            @ForAll("catalogs") CatalogState current, @ForAll("catalogs") CatalogState wanted) {
        assertThat(Planner.plan(current, wanted, false).count(Action.DELETE)).isZero();
    }

    @Provide
    Arbitrary<CatalogState> catalogs() {
        return Items.catalogs();
    }

    private static CatalogState read(CatalogState catalog, Format format) {
        CatalogState read = new CatalogState();
        Violations violations = new Violations();
        for (NamedFile file : new Export(JSON).files(catalog, format)) {
            new ItemFile(file.name(), format, null, file.content())
                    .read(JSON, violations, ExportProperties::type)
                    .forEach(entry -> put(read, (CatalogItem<?>) entry.item()));
        }
        assertThat(violations.found()).isEmpty();
        return read;
    }

    private static Optional<Class<?>> type(ObjectNode item, Violations violations) {
        return Kind.ofWord(item.remove("kind").asText()).map(Kind::type);
    }

    private static void put(CatalogState state, CatalogItem<?> item) {
        for (Kind kind : Kind.values()) {
            if (kind.type().isInstance(item)) {
                state.put(kind, item);
            }
        }
    }
}
