package dev.portreach.catalog.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.CatalogItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an import would change, and where.
 *
 * @param fromVersion the version in force; absent if the pack is new
 * @param toVersion the version that would be
 * @param sites ids of the sites whose assignment may change
 * @param refusals why the import would be refused; it can be applied if empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackDifference(
        String pack,
        Integer fromVersion,
        int toVersion,
        List<Item> added,
        List<Item> changed,
        List<Item> removed,
        List<String> sites,
        List<String> refusals) {

    /**
     * A component or policy.
     *
     * @param kind component or policy
     * @param component the component itself, or the policy's
     * @param fields those that differ, in order of name; empty where the whole is added or removed
     */
    public record Item(String kind, String id, String component, List<Field> fields) {}

    /**
     * A field that differs.
     *
     * @param before null if it was not given
     * @param after null if it is not given any more
     */
    public record Field(String name, JsonNode before, JsonNode after) {}

    /** Ids of the components that the difference is about. */
    Set<String> components() {
        Set<String> ids = new TreeSet<>();
        List.of(added, changed, removed).forEach(items -> items.forEach(item -> ids.add(item.component())));
        return ids;
    }

    /** The same with where it reaches, and what stands against it. */
    PackDifference with(List<String> theSites, List<String> theRefusals) {
        return new PackDifference(pack, fromVersion, toVersion, added, changed, removed, theSites, theRefusals);
    }

    /**
     * Compares a pack with what the catalog has.
     *
     * @param fromVersion null if the pack is new
     * @param components those of the pack, of the version before and of this one, as the catalog has them
     * @param policies of the same kind
     * @param json turns items into their fields
     */
    static PackDifference of(
            Pack pack, Integer fromVersion, List<Component> components, List<PortPolicy> policies, ObjectMapper json) {
        List<Item> added = new ArrayList<>();
        List<Item> changed = new ArrayList<>();
        List<Item> removed = new ArrayList<>();
        new Comparison<>("component", Component::id, json).run(components, pack.components(), added, changed, removed);
        new Comparison<>("policy", PortPolicy::component, json).run(policies, pack.policies(), added, changed, removed);
        return new PackDifference(
                pack.id(), fromVersion, pack.version(), added, changed, removed, List.of(), List.of());
    }

    /** Of one kind of item. */
    private record Comparison<R extends CatalogItem<R>>(String kind, Function<R, String> component, ObjectMapper json) {

        void run(List<R> before, List<R> after, List<Item> added, List<Item> changed, List<Item> removed) {
            Map<String, R> old = byId(before);
            Map<String, R> wanted = byId(after);
            wanted.forEach((id, item) -> {
                if (!old.containsKey(id)) {
                    added.add(item(item, List.of()));
                } else if (!old.get(id).equals(item)) {
                    changed.add(item(item, fields(old.get(id), item)));
                }
            });
            old.forEach((id, item) -> {
                if (!wanted.containsKey(id)) {
                    removed.add(item(item, List.of()));
                }
            });
        }

        private Map<String, R> byId(List<R> items) {
            return items.stream()
                    .collect(Collectors.toMap(CatalogItem::id, Function.identity(), (a, b) -> a, TreeMap::new));
        }

        private Item item(R item, List<Field> fields) {
            return new Item(kind, item.id(), component.apply(item), fields);
        }

        private List<Field> fields(R before, R after) {
            JsonNode old = json.valueToTree(before);
            JsonNode wanted = json.valueToTree(after);
            Set<String> names = new TreeSet<>();
            old.fieldNames().forEachRemaining(names::add);
            wanted.fieldNames().forEachRemaining(names::add);
            return names.stream()
                    .filter(name -> !old.path(name).equals(wanted.path(name)))
                    .map(name -> new Field(name, old.get(name), wanted.get(name)))
                    .toList();
        }
    }
}
