package dev.portreach.catalog.store;

/** Sent with every change; whoever observes it after the commit can act on it. */
public record CatalogChanged() {}
