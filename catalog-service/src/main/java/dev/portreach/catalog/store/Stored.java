package dev.portreach.catalog.store;

/**
 * An item as it stands.
 *
 * @param id the item's
 * @param etag of this version, without quotes
 * @param isNew whether the request created it
 */
public record Stored<R>(String id, R item, String etag, boolean isNew) {}
