package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A flow as a row of a table for people.
 *
 * @param number from 1
 * @param family {@code IPv4}, {@code IPv6}, or {@code by name}
 */
public record Row(
        int number,
        Way way,
        String family,
        List<String> initiators,
        List<String> responders,
        Protocol protocol,
        Ports ports,
        List<Reason> reasons) {

    static List<Row> of(FirewallRequest request) {
        List<Row> rows = new ArrayList<>();
        for (Flow flow : request.flows()) {
            rows.add(new Row(
                    rows.size() + 1,
                    flow.way(),
                    flow.family().toString(),
                    flow.initiators().texts(),
                    flow.responders().texts(),
                    flow.protocol(),
                    flow.ports(),
                    flow.reasons()));
        }
        for (NamedFlow flow : request.namedFlows()) {
            List<String> site = flow.siteNetworks().stream()
                    .flatMap(networks -> networks.texts().stream())
                    .toList();
            List<String> host = List.of(flow.host());
            rows.add(new Row(
                    rows.size() + 1,
                    flow.way(),
                    "by name",
                    flow.way() == Way.FROM_SITE ? site : host,
                    flow.way() == Way.FROM_SITE ? host : site,
                    flow.protocol(),
                    flow.ports(),
                    flow.reasons()));
        }
        return rows;
    }

    /** The reasons in order of port, those that differ in the endpoint alone as one. */
    public List<Reason> purposes() {
        Map<Reason, List<String>> endpoints = new LinkedHashMap<>();
        reasons.stream()
                .sorted(Comparator.comparing(reason -> reason.ports().ranges().get(0)))
                .forEach(reason -> endpoints
                        .computeIfAbsent(reason.at(null), same -> new ArrayList<>())
                        .add(reason.endpoint()));
        return endpoints.entrySet().stream()
                .map(entry -> entry.getKey().at(together(entry.getValue())))
                .toList();
    }

    private static String together(List<String> endpoints) {
        List<String> known =
                endpoints.stream().filter(Objects::nonNull).distinct().toList();
        return known.isEmpty() ? null : String.join(", ", known);
    }

    /** Whether the product cannot do without. */
    public boolean isRequired() {
        return reasons.stream().anyMatch(Reason::required);
    }

    /** The protocol as people write it. */
    public String transport() {
        return protocol.name();
    }

    /** Ports with a space after each comma, so that a long list can be wrapped. */
    public String portText() {
        return ports.equals(Ports.ECHO) ? "echo" : ports.toString().replace(",", ", ");
    }
}
