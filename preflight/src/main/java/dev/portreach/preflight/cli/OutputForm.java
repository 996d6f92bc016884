package dev.portreach.preflight.cli;

import dev.portreach.preflight.report.CsvText;
import dev.portreach.preflight.report.JUnitXml;
import dev.portreach.preflight.report.JsonText;
import dev.portreach.preflight.report.Report;
import dev.portreach.preflight.report.TableText;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the report is written. */
enum OutputForm {
    TABLE,
    JSON,
    CSV,
    JUNIT;

    String write(Report report, boolean unprovenToo) {
        String text =
                switch (this) {
                    case TABLE -> TableText.of(report, unprovenToo);
                    case JSON -> JsonText.of(report, unprovenToo);
                    case CSV -> CsvText.of(report);
                    case JUNIT -> JUnitXml.of(report, unprovenToo);
                };
        return text.stripTrailing();
    }

    /** As written after {@code --output}. */
    static final class Converter implements ITypeConverter<OutputForm> {
        @Override
        public OutputForm convert(String value) {
            return Arrays.stream(values())
                    .filter(form -> form.name().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("'%s' is none of table, json, csv and junit".formatted(value)));
        }
    }
}
