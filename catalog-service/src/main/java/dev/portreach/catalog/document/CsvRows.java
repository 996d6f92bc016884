package dev.portreach.catalog.document;

import dev.portreach.catalog.check.Violation;
import dev.portreach.contracts.rest.FormulaGuard;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of CSV (RFC 4180) under a header that names their columns, in any order. Cells that a spreadsheet would take for
 * formulas go out behind an apostrophe, which comes off again on the way in.
 *
 * @param <C> what a column is
 */
public final class CsvRows<C> {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setRecordSeparator("\r\n")
            .get();

    private final Function<String, Optional<C>> column;
    private final String columns;

    /**
     * @param column the column of a header; empty for none
     * @param columns all of them, for people
     */
    public CsvRows(Function<String, Optional<C>> column, List<String> columns) {
        this.column = column;
        this.columns = String.join(",", columns);
    }

    /**
     * One row.
     *
     * @param index from 0, without the header
     * @param line where it begins, from 1
     * @param columns of the header
     * @param cells may be fewer or more than columns
     */
    public record Row<C>(int index, int line, List<C> columns, List<String> cells) {

        /** What is wrong with a row that has more cells than the header. */
        public Optional<Violation> excess(String path) {
            return cells.size() <= columns.size()
                    ? Optional.empty()
                    : Optional.of(new Violation(
                            path,
                            "has %d cells, the header %d".formatted(cells.size(), columns.size()),
                            line,
                            columns.size() + 1));
        }
    }

    /**
     * Reads row by row.
     *
     * @throws DocumentException if the header is wrong, or where it is not CSV any more
     */
    public void read(String text, Consumer<Row<C>> sink) {
        int line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            List<C> header = null;
            int index = 0;
            for (CSVRecord row : parser) {
                line = (int) parser.getCurrentLineNumber();
                int begins = line - breaksWithin(row);
                List<String> cells = row.stream().map(FormulaGuard::plain).toList();
                if (header == null) {
                    header = header(cells, begins);
                } else {
                    sink.accept(new Row<>(index++, begins, header, cells));
                }
            }
            if (header == null) {
                throw new DocumentException(new Place(1, 1), "has no header; the columns are " + columns);
            }
        } catch (UncheckedIOException | IOException e) {
            throw new DocumentException(
                    new Place(line, 1), "is not CSV from here on: a quote is not closed, or text follows one");
        }
    }

    private List<C> header(List<String> cells, int line) {
        List<C> header = new ArrayList<>();
        for (String cell : cells) {
            Place place = new Place(line, header.size() + 1);
            C known = column.apply(cell.strip())
                    .orElseThrow(() -> new DocumentException(
                            place, "has a header that is not known; separated by commas, the columns are " + columns));
            if (header.contains(known)) {
                throw new DocumentException(place, "gives the column %s twice".formatted(cell.strip()));
            }
            header.add(known);
        }
        return List.copyOf(header);
    }

    private static int breaksWithin(CSVRecord row) {
        return (int) StreamSupport.stream(row.spliterator(), false)
                .mapToLong(cell -> cell.chars().filter(c -> c == '\n').count())
                .sum();
    }

    /** The rows as a file, the first of which is the header. */
    public static String write(Stream<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<String> row : (Iterable<List<String>>) rows::iterator) {
                printer.printRecord(row.stream().map(FormulaGuard::guarded).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text cannot be written to memory", e);
        }
        return text.toString();
    }
}
