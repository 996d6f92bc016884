package dev.portreach.catalog.pack.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.pack.Pack;
import java.util.List;
import java.util.Optional;

/** A pack that says all of itself, as YAML or JSON, and where in the file its fields stand. Of CSV see {@link CsvPack}. */
public final class PackFile {

    private static final String FIRST = "[0]"; // a file may hold many items; of packs it holds one

    private final ItemFile file;
    private final Pack pack;

    private PackFile(ItemFile file, Pack pack) {
        this.file = file;
        this.pack = pack;
    }

    /**
     * Reads a pack without checking it.
     *
     * @param format YAML or JSON
     * @param json strict: unknown fields are faults
     * @throws DocumentException with line and column of everything that is wrong
     */
    public static PackFile read(byte[] bytes, Format format, ObjectMapper json) {
        ItemFile file = new ItemFile("", format, null, bytes);
        Violations faults = new Violations();
        List<ItemFile.Entry<Object>> items = file.read(json, faults, (item, own) -> Optional.of(Pack.class));
        if (faults.isEmpty() && items.isEmpty()) {
            faults.add(new Violation("", "holds no pack", 1, 1));
        } else if (items.size() > 1) {
            faults.add("[1]", "is a second pack; a file holds one");
        }
        if (!faults.isEmpty()) {
            throw new DocumentException(
                    file.placed(faults.found()).stream().map(PackFile::plain).toList());
        }
        return new PackFile(file, (Pack) items.get(0).item());
    }

    public Pack pack() {
        return pack;
    }

    /** What was found wrong with the pack, with the places in the file. */
    public List<Violation> placed(List<Violation> found) {
        List<Violation> within = found.stream()
                .map(fault -> new Violation(
                        ItemFile.joined(FIRST, fault.field()), fault.reason(), fault.line(), fault.column()))
                .toList();
        return file.placed(within).stream().map(PackFile::plain).toList();
    }

    private static Violation plain(Violation fault) {
        String rest = fault.field().startsWith(FIRST) ? fault.field().substring(FIRST.length()) : fault.field();
        return new Violation(
                rest.startsWith(".") ? rest.substring(1) : rest, fault.reason(), fault.line(), fault.column());
    }
}
