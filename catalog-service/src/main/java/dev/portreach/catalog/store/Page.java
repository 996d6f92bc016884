package dev.portreach.catalog.store;

import java.util.List;

/**
 * One page of a list, in order of id.
 *
 * @param next cursor of the page after, null at the end
 */
public record Page<R>(List<R> items, String next) {}
