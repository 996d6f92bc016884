package dev.portreach.alert.history;

import java.time.Instant;

/**
 * Which intervals to export.
 *
 * @param from inclusive
 * @param to exclusive
 * @param site the one whose access is proven; null for all
 * @param component null for all
 * @param check null for all
 */
record ExportQuery(Instant from, Instant to, String site, String component, String check) {

    boolean isOfAll() {
        return site == null && component == null && check == null;
    }
}
