package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.rest.FormulaGuard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** How exported intervals are written, one a line. */
enum ExportFormat {

    /** RFC 4180 with a header; what a spreadsheet would take for a formula goes out behind an apostrophe. */
    CSV {
        @Override
        IntervalExport.Sink to(OutputStream out, ZoneId zone) throws IOException {
            CSVFormat format =
                    CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();
            out.write(line(format, ExportedInterval.COLUMNS));
            return interval -> out.write(line(
                    format,
                    cells(interval, zone).stream()
                            .map(cell -> cell == null ? "" : FormulaGuard.guarded(cell))
                            .toList()));
        }
    },

    /** A JSON object a line, with the fields of the columns, and {@code runs} for programs in place of {@code outcomes}. */
    NDJSON {
        @Override
        IntervalExport.Sink to(OutputStream out, ZoneId zone) throws IOException {
            JsonGenerator json = EventJson.mapper().createGenerator(out);
            json.setRootValueSeparator(null);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            return interval -> {
                List<String> cells = cells(interval, zone);
                json.writeStartObject();
                for (int i = 0; i < cells.size(); i++) {
                    write(json, ExportedInterval.COLUMNS.get(i), cells.get(i), interval);
                }
                json.writeEndObject();
                json.writeRaw('\n');
                json.flush();
            };
        }
    };

    /**
     * Begins the file.
     *
     * @param out gets each interval at once, whole; is not flushed
     * @param zone of all instants
     */
    abstract IntervalExport.Sink to(OutputStream out, ZoneId zone) throws IOException;

    private static byte[] line(CSVFormat format, List<String> cells) {
        return (format.format(cells.toArray()) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, String column, String cell, ExportedInterval interval)
            throws IOException {
        switch (column) {
            case "outcomes" -> {
                json.writeFieldName("runs");
                json.writeRawValue(interval.value().runs());
            }
            case "revision" -> json.writeNumberField(column, interval.revision());
            default -> {
                if (cell != null) {
                    json.writeStringField(column, cell);
                }
            }
        }
    }

    /** In the order of {@link ExportedInterval#COLUMNS}; null where there is nothing. */
    private static List<String> cells(ExportedInterval interval, ZoneId zone) {
        List<String> cells = new ArrayList<>();
        cells.add(interval.check());
        cells.add(interval.site());
        cells.add(interval.vantage());
        cells.add(interval.component());
        cells.add(interval.agent());
        cells.add(interval.epoch());
        cells.add(time(interval.from(), zone));
        cells.add(time(interval.until(), zone));
        cells.add(time(interval.lastSeen(), zone));
        cells.add(interval.value().verdict().wireName());
        cells.add(interval.value().proof().wireName());
        cells.add(interval.value().address());
        cells.add(interval.outcomes());
        cells.add(interval.value().reason());
        cells.add(Long.toString(interval.revision()));
        return cells;
    }

    private static String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
