package dev.portreach.catalog.plan;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.store.CatalogItem;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of items, in the order in which they can refer to one another: those before do not need those after. */
public enum Kind {
    PACK("Pack", Pack.class),
    COMPONENT("Component", Component.class),
    POLICY("Policy", PortPolicy.class),
    SITE("Site", Site.class),
    ENDPOINT("Endpoint", Endpoint.class);

    private final String word;
    private final Class<? extends CatalogItem<?>> type;

    Kind(String word, Class<? extends CatalogItem<?>> type) {
        this.word = word;
        this.type = type;
    }

    /** As files say it. */
    public String word() {
        return word;
    }

    public Class<? extends CatalogItem<?>> type() {
        return type;
    }

    /** The field that holds an item's id. */
    public String idField() {
        return this == POLICY ? "key" : "id";
    }

    public static Optional<Kind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
