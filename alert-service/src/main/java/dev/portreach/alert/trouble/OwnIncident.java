package dev.portreach.alert.trouble;

import dev.portreach.alert.message.Texts;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The incident of a trouble: one for each, which opens again when the trouble comes back. */
final class OwnIncident {

    private static final Evidence NO_CHECKS = new Evidence(0, 0, 0, Map.of(), List.of(), null);

    private OwnIncident() {}

    /**
     * Its next version.
     *
     * @param known the present version, if there was one ever
     * @param finding empty if the trouble is not there
     * @param address where people reach this service
     * @return empty if there is nothing new to say
     */
    static Optional<Incident> next(
            Optional<Incident> known, Trouble trouble, Optional<Finding> finding, String address, Instant now) {
        Optional<Incident> open = known.filter(version -> version.status() == IncidentStatus.OPEN);
        if (open.isPresent() == finding.isPresent()) {
            return Optional.empty();
        }
        long version = known.map(Incident::version).orElse(0L) + 1;
        return finding.map(found -> opened(version, trouble, found, address, now))
                .or(() -> open.map(before -> resolved(version, trouble, before, now)));
    }

    private static Incident opened(long version, Trouble trouble, Finding found, String address, Instant now) {
        String summary = """
                %s, since %s.
                %s
                What to do: %s%s"""
                .formatted(found.what(), Texts.utc(found.since()), trouble.meaning(), address, trouble.page());
        return version(version, trouble, IncidentChange.OPENED, summary, found.since(), now, now);
    }

    private static Incident resolved(long version, Trouble trouble, Incident before, Instant now) {
        String summary = "Over at %s, after %s.".formatted(Texts.utc(now), Texts.lasting(before.onset(), now));
        return version(version, trouble, IncidentChange.RESOLVED, summary, before.onset(), before.openedAt(), now);
    }

    private static Incident version(
            long version,
            Trouble trouble,
            IncidentChange change,
            String summary,
            Instant onset,
            Instant openedAt,
            Instant now) {
        boolean over = change == IncidentChange.RESOLVED;
        return new Incident(
                trouble.incident(),
                version,
                over ? IncidentStatus.RESOLVED : IncidentStatus.OPEN,
                change,
                new Cause(CauseKind.PORTREACH, Map.of("trouble", trouble.wireName())),
                List.of(),
                trouble.title(),
                summary,
                onset,
                openedAt,
                now,
                over ? now : null,
                NO_CHECKS,
                1,
                null,
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of(),
                trouble.severity(),
                over ? "no longer seen" : "seen by the watch on Portreach itself");
    }
}
