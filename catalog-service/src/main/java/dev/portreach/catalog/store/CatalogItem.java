package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;

/**
 * What the catalog keeps under an id.
 *
 * @param <R> the record itself
 */
public interface CatalogItem<R> {

    String id();

    /** The same under another id: in a PUT the path says it, the body may leave it out. */
    R withId(String newId);

    /** Finds what is wrong with it on its own, without looking at the rest of the catalog. */
    void check(Violations violations);

    /** Finds what is wrong with it by what it refers to. */
    void checkReferences(References there, Violations violations);
}
