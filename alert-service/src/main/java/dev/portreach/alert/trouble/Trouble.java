package dev.portreach.alert.trouble;

import dev.portreach.contracts.WireName;
import dev.portreach.contracts.incident.IncidentSeverity;

/** What can be wrong with Portreach itself; each has a page of what to do. */
enum Trouble {
    NOT_JUDGING(
            IncidentSeverity.CRITICAL,
            "Portreach judges nothing",
            "While it lasts, nobody is told of what breaks. Agents keep their results and send them later."),
    LAG(
            IncidentSeverity.WARNING,
            "Portreach lags behind what comes in",
            "While it lasts, incidents and history are late."),
    DEAD_LETTERS(
            IncidentSeverity.WARNING,
            "Portreach puts records aside that it cannot take",
            "What they say is missing: of an agent that nobody trusts, or of a version that is too new."),
    DISK(
            IncidentSeverity.CRITICAL,
            "A disk of Portreach is nearly full",
            "Once it is full, nothing is judged and nothing is stored.");

    private final IncidentSeverity severity;
    private final String title;
    private final String meaning;

    Trouble(IncidentSeverity severity, String title, String meaning) {
        this.severity = severity;
        this.title = title;
        this.meaning = meaning;
    }

    IncidentSeverity severity() {
        return severity;
    }

    String title() {
        return title;
    }

    /** What follows for people. */
    String meaning() {
        return meaning;
    }

    String wireName() {
        return WireName.of(this);
    }

    /** Id of its incident, the same for every time that it comes. */
    String incident() {
        return "portreach-" + wireName();
    }

    /** Path of its page at this service. */
    String page() {
        return "/runbooks/" + wireName() + ".txt";
    }
}
