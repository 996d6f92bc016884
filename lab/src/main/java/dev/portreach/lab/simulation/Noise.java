package dev.portreach.lab.simulation;

/**
 * What goes wrong without a fault. Shares are 0 to 1.
 *
 * @param loss probes of a port that are lost, on average
 * @param burstMillis mean length of a burst of loss on one check's path, in which every second probe is lost; 0 where
 *     losses are independent. See {@link Losses}
 * @param ofSites whether a burst hits all paths from one site, as one of its line does
 * @param missing observations that never arrive; the same share of checks is never heard of at all
 * @param late batches that arrive 1 to 30 s late, after later ones
 * @param duplicate batches that arrive twice
 * @param skewMillis how far an agent's clock may be off, either way
 * @param wrongLabels sites whose region or access is wrong in the catalog, and endpoints whose host is
 */
public record Noise(
        double loss,
        long burstMillis,
        boolean ofSites,
        double missing,
        double late,
        double duplicate,
        long skewMillis,
        double wrongLabels) {

    public static final Noise NONE = new Noise(0, 0, false, 0, 0, 0, 0, 0);

    /** Independent loss and nothing else. */
    public static Noise loss(double loss) {
        return new Noise(loss, 0, false, 0, 0, 0, 0, 0);
    }

    public static Noise bursts(double loss, long burstMillis) {
        return new Noise(loss, burstMillis, false, 0, 0, 0, 0, 0);
    }

    /** The same on the line of a site. */
    public static Noise burstsOfSites(double loss, long burstMillis) {
        return new Noise(loss, burstMillis, true, 0, 0, 0, 0, 0);
    }

    public static Noise wrongLabels(double share) {
        return new Noise(0, 0, false, 0, 0, 0, 0, share);
    }
}
