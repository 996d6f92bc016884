package dev.portreach.alert.availability;

import dev.portreach.contracts.state.Verdict;
import java.util.Optional;

/** How long checks had which confirmed verdict. Adding up gives the same in any order. */
final class Tally {

    private long ok;
    private long partial;
    private long failing;
    private long violated;
    private long checks;
    private long assigned;
    private long excluded;
    private long observations;
    private long lost;

    /**
     * A check.
     *
     * @param assignedMillis how long it was assigned within the time that is asked for, less what is excluded
     * @param excludedMillis how much of the time that it was assigned is excluded
     */
    void assign(long assignedMillis, long excludedMillis) {
        checks++;
        assigned += assignedMillis;
        excluded += excludedMillis;
    }

    void add(Verdict verdict, long time) {
        switch (verdict) {
            case OK -> ok += time;
            case PARTIAL -> partial += time;
            case FAILING -> failing += time;
            case VIOLATED -> violated += time;
            case UNKNOWN, UNRECOGNISED -> {
                // what is assigned and not known: nothing to add
            }
        }
    }

    void measure(long count, long countLost) {
        observations += count;
        lost += countLost;
    }

    void merge(Tally other) {
        ok += other.ok;
        partial += other.partial;
        failing += other.failing;
        violated += other.violated;
        checks += other.checks;
        assigned += other.assigned;
        excluded += other.excluded;
        observations += other.observations;
        lost += other.lost;
    }

    long millis(Verdict verdict) {
        return switch (verdict) {
            case OK -> ok;
            case PARTIAL -> partial;
            case FAILING -> failing;
            case VIOLATED -> violated;
            case UNKNOWN, UNRECOGNISED -> assigned - known();
        };
    }

    long known() {
        return ok + partial + failing + violated;
    }

    /** The share of the known time in which all was as demanded, 0 to 1; empty if nothing is known. */
    Optional<Double> availability() {
        return known() == 0 ? Optional.empty() : Optional.of((double) ok / known());
    }

    /** The share of the assigned time of which anything is known, 0 to 1. */
    double coverage() {
        return assigned == 0 ? 0 : (double) known() / assigned;
    }

    /** The share of raw observations that were lost, 0 to 1; empty if there is none. */
    Optional<Double> loss() {
        return observations == 0 ? Optional.empty() : Optional.of((double) lost / observations);
    }

    long checks() {
        return checks;
    }

    long excluded() {
        return excluded;
    }

    long observations() {
        return observations;
    }
}
