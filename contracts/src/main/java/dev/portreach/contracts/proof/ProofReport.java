package dev.portreach.contracts.proof;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one preflight found. Fields are null where a body leaves them out; who takes it checks.
 *
 * @param id UUIDv7 made by whoever sends it, so that it can be sent again
 * @param origin from where it was proven, for people: the name of a machine or a place
 * @param at when the preflight began, by that machine's clock
 * @param tookMillis how long it took
 * @param pack id of the pack
 * @param tool what made it, with its version
 * @param reachable whether all that is required was, as the tool judged
 * @param notes what of the pack was not looked at
 */
public record ProofReport(
        UUID id,
        String origin,
        Instant at,
        Long tookMillis,
        String pack,
        Integer packVersion,
        String tool,
        Boolean reachable,
        List<ProofRow> rows,
        List<String> notes) {

    public ProofReport {
        rows = ProofRow.copy(rows);
        notes = ProofRow.copy(notes);
    }
}
