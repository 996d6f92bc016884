package dev.portreach.catalog.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.plan.CatalogState;
import dev.portreach.catalog.plan.Kind;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.store.CatalogItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What files say, read and checked item by item; everything wrong is collected and said at once with its place. */
final class WantedFiles {

    private static final int MAX_VIOLATIONS = 1_000;

    private final List<ItemFile> files;
    private final Kind only;
    private final List<ItemFile.Entry<Object>> entries = new ArrayList<>();
    private final CatalogState items = new CatalogState();

    private WantedFiles(List<ItemFile> files, Kind only) {
        this.files = files;
        this.only = only;
    }

    /**
     * Reads the files.
     *
     * @param only what their items are; null where each item says its kind itself
     * @throws ProblemException naming everything that is wrong
     */
    static WantedFiles read(List<ItemFile> files, Kind only, ObjectMapper json) {
        WantedFiles wanted = new WantedFiles(files, only);
        Violations violations = new Violations(MAX_VIOLATIONS);
        for (ItemFile file : files) {
            wanted.entries.addAll(file.read(json, violations, wanted::type));
        }
        for (ItemFile.Entry<Object> entry : wanted.entries) {
            wanted.take(entry, violations);
        }
        wanted.refuse(violations);
        return wanted;
    }

    CatalogState items() {
        return items;
    }

    /**
     * Finds items that refer to what will not be there, and packs that would take over what others brought.
     *
     * @param current what there is
     * @param outcome what there will be
     */
    void checkReferences(CatalogState current, CatalogState outcome) {
        Violations violations = new Violations(MAX_VIOLATIONS);
        for (ItemFile.Entry<Object> entry : entries) {
            Violations own = new Violations();
            ((CatalogItem<?>) entry.item()).checkReferences(entry.item() instanceof Pack ? current : outcome, own);
            addAll(entry.path(), own, violations);
        }
        for (CatalogItem<?> item : outcome.all(Kind.SITE)) {
            Site site = (Site) item;
            if (!site.overrides().isEmpty() && items.get(Kind.SITE, site.id()).isEmpty()) {
                Violations own = new Violations();
                site.checkReferences(outcome, own); // what it overrides may go, or become another component's
                addAll("site " + site.id(), own, violations);
            }
        }
        refuse(violations);
    }

    private void take(ItemFile.Entry<Object> entry, Violations violations) {
        CatalogItem<?> item = (CatalogItem<?>) entry.item();
        Violations own = new Violations();
        item.check(own);
        Kind kind = Arrays.stream(Kind.values())
                .filter(of -> of.type().isInstance(item))
                .findFirst()
                .orElseThrow();
        if (own.isEmpty() && items.get(kind, item.id()).isPresent()) {
            own.add(kind.idField(), "%s %s is given twice".formatted(kind.word(), item.id()));
        }
        addAll(entry.path(), own, violations);
        if (own.isEmpty()) {
            items.put(kind, item);
        }
    }

    private static void addAll(String path, Violations own, Violations all) {
        own.found().forEach(violation -> all.add(ItemFile.joined(path, violation.field()), violation.reason()));
    }

    private Optional<Class<?>> type(ObjectNode item, Violations violations) {
        JsonNode said = item.remove("kind");
        if (only != null && (said == null || said.asText().equals(only.word()))) {
            return Optional.of(only.type());
        }
        Optional<Kind> kind = said == null ? Optional.empty() : Kind.ofWord(said.asText());
        if (only != null || kind.isEmpty()) {
            violations.add(
                    said == null ? "" : "kind",
                    said == null
                            ? "has no kind, one of " + words()
                            : "is not %s".formatted(only == null ? "one of " + words() : only.word()));
            return Optional.empty();
        }
        return kind.map(Kind::type);
    }

    private static String words() {
        return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    private void refuse(Violations violations) {
        List<Violation> found = violations.found();
        for (ItemFile file : files) {
            found = file.placed(found);
        }
        Violations placed = new Violations(MAX_VIOLATIONS);
        found.forEach(placed::add);
        ProblemException.throwIfAny(placed);
    }
}
