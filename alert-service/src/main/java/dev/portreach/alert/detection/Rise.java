package dev.portreach.alert.detection;

/**
 * Which rise of a share is looked for: log-likelihood ratios of "raised" against "usual".
 *
 * @param usual share of probes that is nothing to speak of, 0 to 1
 * @param raised share that is, and from about the middle of the two on is found in the end
 */
record Rise(double usual, double raised) {

    /** A loss of 1 % is common on the Internet; of 5 %, TCP can hardly be used. */
    static final Rise OF_LOSS = new Rise(0.01, 0.05);

    /** One answer in twenty may take as long as it likes. */
    static final Rise OF_SLOWNESS = new Rise(0.05, 0.25);

    /** For a raised share, of so many trials. */
    double evidence(double events, double trials) {
        return evidence(events, trials, raised);
    }

    /** For a share that is known, against the usual one. */
    double evidence(double events, double trials, double share) {
        return events * Math.log(share / usual) + (trials - events) * Math.log((1 - share) / (1 - usual));
    }
}
