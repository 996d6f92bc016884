package dev.portreach.catalog.plan;

import dev.portreach.catalog.store.CatalogItem;

/**
 * One item that is created, changed or deleted.
 *
 * @param before null if it is created
 * @param after null if it is deleted
 */
public record Step(Kind kind, String id, CatalogItem<?> before, CatalogItem<?> after) {

    public Action action() {
        if (before == null) {
            return Action.CREATE;
        }
        return after == null ? Action.DELETE : Action.CHANGE;
    }
}
