package dev.portreach.lab.simulation;

/**
 * Ranges from which companies are drawn.
 *
 * @param salt sets the seeds of this family apart from those of others
 * @param sites number of sites
 * @param regions number of regions; never more than a third of the sites
 * @param components number of components
 * @param hosts number of hosts
 * @param spread hosts that one component is on
 * @param rows rows of ports that one component has
 * @param coverage share of the components that a site uses
 * @param twoAgents share of sites with two agents
 * @param points sites that share one enforcement point
 * @param intervalMillis time between two probes of a check
 * @param deadlineMillis how long a probe waits for an answer
 */
public record Family(
        String name,
        long salt,
        Range sites,
        Range regions,
        Range components,
        Range hosts,
        Range spread,
        Range rows,
        Range coverage,
        double twoAgents,
        Range points,
        Range intervalMillis,
        Range deadlineMillis) {

    /** Thresholds may be chosen by what this one shows. */
    public static final Family CALIBRATION = new Family(
            "calibration",
            0x5EED_CA11L,
            Range.of(20, 80),
            Range.of(8, 14),
            Range.of(20, 40),
            Range.of(60, 120),
            Range.of(1, 3),
            Range.of(1, 3),
            Range.of(0.7, 1.0),
            0.2,
            Range.of(2, 6),
            Range.of(5_000, 5_000),
            Range.of(1_500, 1_500));

    /** Never looked at while choosing thresholds. */
    public static final Family REPORT = new Family(
            "report",
            0x2E90_27L,
            Range.of(20, 200),
            Range.of(10, 30),
            Range.of(25, 60),
            Range.of(80, 300),
            Range.of(1, 4),
            Range.of(1, 2),
            Range.of(0.6, 0.95),
            0.1,
            Range.of(2, 9),
            Range.of(3_000, 8_000),
            Range.of(1_000, 2_500));

    /** The same with this many sites and components. */
    public Family sized(Range newSites, Range newComponents) {
        return new Family(
                name,
                salt,
                newSites,
                regions,
                newComponents,
                hosts,
                spread,
                rows,
                coverage,
                twoAgents,
                points,
                intervalMillis,
                deadlineMillis);
    }

    /** The same with one agent a site. */
    public Family withOneAgent() {
        return new Family(
                name,
                salt,
                sites,
                regions,
                components,
                hosts,
                spread,
                rows,
                coverage,
                0,
                points,
                intervalMillis,
                deadlineMillis);
    }

    /** The same with this schedule. */
    public Family paced(int interval, int deadline) {
        return new Family(
                name,
                salt,
                sites,
                regions,
                components,
                hosts,
                spread,
                rows,
                coverage,
                twoAgents,
                points,
                Range.of(interval, interval),
                Range.of(deadline, deadline));
    }
}
