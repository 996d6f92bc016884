package dev.portreach.catalog.store;

import java.util.Collection;

/**
 * One change, for the audit and for the sites it reaches.
 *
 * @param who the user
 * @param action create, replace, delete, import, enrol, stop, start or recheck
 * @param kind of thing, such as {@code component}
 * @param subject its id
 * @param before null if it was not there
 * @param after null if it is gone
 * @param sites whose assignment may differ now
 */
public record Change(
        String who,
        String action,
        String kind,
        String subject,
        Object before,
        Object after,
        Collection<String> sites) {}
