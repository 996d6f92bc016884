package dev.portreach.alert.stream;

/** How the entries of one store are told apart: a letter for the kind, then what it is about. */
final class Keys {

    static final String STAGE_1 = "detection-store";
    static final String STAGE_2 = "correlation-store";

    static final String ASSIGNMENT = "A|";
    static final String CHECK = "C|";
    static final String AGENT = "G|";
    static final String MARK = "M|";
    static final String PARKED = "P|";
    static final String POSITION = "O|";
    static final String INCIDENT = "I|";
    static final String SOFT_INCIDENT = "S|";

    private Keys() {}

    static String assignment(String site, long revision) {
        return assignments(site) + "%019d".formatted(revision);
    }

    static String assignments(String site) {
        return ASSIGNMENT + site + "|";
    }

    static String check(String site, String check) {
        return checks(site) + check;
    }

    static String checks(String site) {
        return CHECK + site + "|";
    }

    static String agent(String site, String agent) {
        return agents(site) + agent;
    }

    static String agents(String site) {
        return AGENT + site + "|";
    }

    static String mark(String site, String agent) {
        return marks(site) + agent;
    }

    static String marks(String site) {
        return MARK + site + "|";
    }

    static String parked(String site, long revision, int partition, long offset) {
        return parked(site) + "%019d|%d|%019d".formatted(revision, partition, offset);
    }

    static String parked(String site) {
        return PARKED + site + "|";
    }
}
