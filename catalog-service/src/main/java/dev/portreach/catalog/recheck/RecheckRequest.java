package dev.portreach.catalog.recheck;

/**
 * The body of a request.
 *
 * @param check id of a check of the site's assignment
 */
public record RecheckRequest(String check) {}
