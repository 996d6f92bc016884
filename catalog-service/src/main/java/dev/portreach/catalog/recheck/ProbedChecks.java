package dev.portreach.catalog.recheck;

/** Knows what the agents of a site probe, as the catalog stands now. */
public interface ProbedChecks {

    /** @param site one that exists */
    boolean has(String site, String check);
}
