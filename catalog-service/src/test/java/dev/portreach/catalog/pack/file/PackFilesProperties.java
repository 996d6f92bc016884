package dev.portreach.catalog.pack.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.YamlText;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.pack.Packs;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

class PackFilesProperties {

    private static final ObjectMapper JSON = RestJson.strict();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(PackFilesProperties.class.getResourceAsStream("/schemas/pack.v1.json"));

    @Provide
    Arbitrary<Pack> packs() {
        return Packs.any();
    }

    @Provide
    Arbitrary<Pack> tables() {
        return Packs.tables();
    }

    @Property(tries = 300)
    void shouldReadTheSameFromJson(@ForAll("packs") Pack pack) throws JsonProcessingException {
        assertThat(PackFile.read(JSON.writeValueAsBytes(pack), Format.JSON, JSON)
                        .pack())
                .isEqualTo(pack);
    }

    @Property(tries = 300)
    void shouldReadTheSameFromYaml(@ForAll("packs") Pack pack) {
        byte[] yaml = bytes(YamlText.of(JSON.valueToTree(pack)));
        assertThat(PackFile.read(yaml, Format.YAML, JSON).pack()).isEqualTo(pack);
    }

    @Property(tries = 300)
    void shouldReadTheSameFromCsv(@ForAll("tables") Pack pack) {
        Violations none = new Violations();
        pack.check(none);
        assertThat(none.found()).isEmpty();

        assertThat(CsvPack.read(bytes(CsvPack.write(pack)), "any-pack", pack.version()))
                .isEqualTo(pack);
    }

    @Property(tries = 300)
    void shouldWriteNoFormulas(@ForAll("packs") Pack pack) throws Exception {
        try (CSVParser cells = CSVParser.parse(CsvPack.write(pack), CSVFormat.RFC4180)) {
            for (CSVRecord row : cells) {
                assertThat(row).allSatisfy(cell -> assertThat(cell).doesNotMatch("(?s)[=+\\-@\t\r].*"));
            }
        }
    }

    @Property(tries = 100)
    void shouldWriteWhatTheSchemaSays(@ForAll("packs") Pack pack) {
        assertThat(SCHEMA.validate(JSON.valueToTree(pack))).isEmpty();
    }

    /** Whatever comes, it is a pack or refused; never anything else. */
    @Property(tries = 500)
    void shouldRefuseAnyBytesCleanly(@ForAll byte[] bytes) {
        for (Format format : Format.values()) {
            try {
                if (format == Format.CSV) {
                    CsvPack.read(bytes, "any", 1);
                } else {
                    PackFile.read(bytes, format, JSON);
                }
            } catch (DocumentException refused) {
                assertThat(refused.faults()).allSatisfy(fault -> {
                    assertThat(fault.reason()).isNotBlank();
                    assertThat(fault.line()).isPositive();
                    assertThat(fault.column()).isPositive();
                });
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
