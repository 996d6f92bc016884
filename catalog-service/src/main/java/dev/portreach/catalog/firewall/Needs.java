package dev.portreach.catalog.firewall;

import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.EffectiveRows;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.evidence.Evidence;
import dev.portreach.catalog.evidence.FailingCheck;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a site needs, row by row of its policies and endpoint by endpoint.
 *
 * @param open what has to pass
 * @param shut what must not: never opened, whatever else asks for it
 * @param notes of rows that nobody probes
 */
record Needs(List<Need> open, List<Need> shut, List<Note> notes) {

    /**
     * What the policies say.
     *
     * @param evidence where given, only what it shows blocked is to be opened
     * @param now by which responder windows are open or over
     */
    static Needs of(Site site, CatalogView catalog, Optional<Evidence> evidence, Instant now) {
        Needs needs = new Needs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (EffectiveRow row : EffectiveRows.of(site, catalog, now)) {
            if (row.expectation() == Expectation.BLOCKED) {
                needs.shut(site, row);
            } else {
                needs.open(site, row, evidence);
            }
        }
        return needs;
    }

    private void shut(Site site, EffectiveRow row) {
        boolean isInForce = row.isProbed() || row.omission().kind().mustBeOpen();
        if (isInForce && row.ports().value() != null) {
            shut.add(need(site, row));
        }
    }

    private void open(Site site, EffectiveRow row, Optional<Evidence> evidence) {
        boolean hasPorts = row.ports().value() != null;
        if (!row.isProbed() && evidence.isEmpty()) {
            String must = row.mustBeOpen() ? "must be open, though no agent proves it" : "not asked for";
            String noPorts = row.mustBeOpen() && !hasPorts ? ", and no rule was made for it" : "";
            notes.add(new Note(
                    row.endpoint().id() + ", " + row.key(),
                    must + noPorts + ": " + row.omission().reason()));
        }
        if (row.mustBeOpen() && hasPorts) {
            Need need = need(site, row);
            if (evidence.isEmpty()) {
                open.add(need);
            } else {
                blocked(need, site, row.endpoint(), evidence.get()).ifPresent(open::add);
            }
        }
    }

    /** What the agents need for themselves: what they connect to beside the endpoints. */
    static List<Need> own(OwnServices own) {
        List<Need> needs = new ArrayList<>();
        for (OwnServices.Server broker : own.brokers()) {
            needs.add(own(
                    broker, "Kafka, every broker's advertised address: assignments in, results and heartbeats out"));
        }
        own.catalog().ifPresent(catalog -> needs.add(own(catalog, "the catalog, to enrol once")));
        return needs;
    }

    private static Need own(OwnServices.Server server, String purpose) {
        Reason reason =
                new Reason("Portreach agents", null, null, Ports.of(server.port()), purpose, true, null, null, null);
        return new Need(Way.FROM_SITE, server.host(), Protocol.TCP, reason);
    }

    private static Need need(Site site, EffectiveRow row) {
        PortPolicy policy = row.policy();
        Ports ports = row.ports().value();
        Reason reason = new Reason(
                row.component().name(),
                row.endpoint().id(),
                row.key(),
                ports,
                policy.purpose() == null ? policy.name() : policy.purpose(),
                policy.required(),
                policy.reference(),
                remark(site, policy, ports),
                null);
        return new Need(
                policy.direction() == Direction.OUTBOUND ? Way.TO_SITE : Way.FROM_SITE,
                row.endpoint().addressFor(site.id()),
                policy.protocol(),
                reason);
    }

    private static String remark(Site site, PortPolicy policy, Ports ports) {
        List<String> remarks = new ArrayList<>();
        if (policy.rangeMode() == RangeMode.FIRST_FREE) {
            remarks.add("the first free port of the range is taken");
        } else if (policy.rangeMode() == RangeMode.FALLBACK) {
            remarks.add("used only where another row's port is not available");
        } else if (policy.rangeMode() == RangeMode.ON_DEMAND) {
            int users = site.concurrentUsers();
            remarks.add(
                    users > 0 && users < ports.size()
                            ? "one port for each job: %d of %d are enough for this site where the product is set to fewer"
                                    .formatted(users, ports.size())
                            : "one port for each job");
        }
        if (!policy.directionStated()) {
            remarks.add("who initiates is not printed there, but inferred");
        }
        return remarks.isEmpty() ? null : String.join("; ", remarks);
    }

    private static Optional<Need> blocked(Need need, Site site, Endpoint endpoint, Evidence evidence) {
        boolean isFromSite = need.way() == Way.FROM_SITE;
        if (!isFromSite && endpoint.site() == null) {
            return Optional.empty(); // nobody probes it
        }
        String vantage = isFromSite ? site.id() : endpoint.site();
        String check = AssignedCheck.id(
                vantage, site.id(), endpoint.id(), need.reason().policy());
        return evidence.of(check).flatMap(failing -> {
            Ports all = need.reason().ports();
            Ports ports = all.minus(all.minus(failing.ports()));
            return ports.isEmpty() ? Optional.empty() : Optional.of(withEvidence(need, ports, failing));
        });
    }

    private static Need withEvidence(Need need, Ports ports, FailingCheck failing) {
        Reason reason = need.reason();
        String since =
                failing.since() == null ? "" : ", since " + failing.since().truncatedTo(ChronoUnit.SECONDS);
        return new Need(
                need.way(),
                need.host(),
                need.protocol(),
                new Reason(
                        reason.component(),
                        reason.endpoint(),
                        reason.policy(),
                        ports,
                        reason.purpose(),
                        reason.required(),
                        reason.reference(),
                        reason.remark(),
                        failing.seen() + since));
    }
}
