package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The request as a whole ruleset that {@code nft -f} loads: a table of its own, that drops what it does not ask for. */
public final class NftablesRules {

    private static final int MAX_COMMENT = 120; // nft takes 128 bytes

    private static final List<String> COMPLETE = List.of(
            "This table is complete: what no rule accepts is dropped, whatever is forwarded, also of others.",
            "A packet must be accepted in every table that filters it. So where this firewall has a table of its",
            "own that drops by default, do not load this one beside it: take the sets and the chains icmp_errors",
            "and requested over into that table, and jump to both from its forward chain, after the line that",
            "accepts established and related. Try first what a load would say: nft -c -f FILE");

    private static final List<String> MISSING = List.of(
            "These are only the rules that seem to be missing. Take the sets and the chain requested over into the",
            "table that drops, and jump to it from its forward chain. This table drops nothing, and loaded as it is",
            "it lets nothing more pass, since a packet must be accepted in every table that filters it.");

    private final FirewallRequest request;
    private final Map<Cidrs, String> sets = new LinkedHashMap<>();

    private NftablesRules(FirewallRequest request) {
        this.request = request;
    }

    public static String of(FirewallRequest request) {
        return new NftablesRules(request).text();
    }

    private String text() {
        String table = "table inet portreach-" + request.site();
        String rules = request.flows().stream().map(this::rule).collect(Collectors.joining());
        List<String> lines = new ArrayList<>(RuleHeader.lines(request));
        lines.add("");
        lines.addAll(request.isOnlyFailing() ? MISSING : COMPLETE);
        List<String> leftOut = RuleHeader.leftOut(request);
        if (!leftOut.isEmpty()) {
            lines.add("");
            lines.addAll(leftOut);
        }
        String header = lines.stream().map(line -> ("# " + line).strip() + "\n").collect(Collectors.joining());
        return "#!/usr/sbin/nft -f\n" + header + "\n"
                // So that it can be loaded again: made if it is not there, deleted, made anew, in one transaction.
                + table + "\ndelete " + table + "\n\n"
                + table + " {\n" + sets() + chains(rules) + "}\n";
    }

    private String chains(String rules) {
        return """
                chain forward {
                    type filter hook forward priority filter; policy %s;
                    # answers, both ways, and the ICMP errors that belong to them
                    ct state established,related accept
                    jump icmp_errors
                    jump requested
                }

                # Without these, paths with a smaller MTU swallow full packets: RFC 1191, RFC 4890 section 4.3.1.
                chain icmp_errors {
                    icmp type destination-unreachable icmp code frag-needed accept
                    icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept
                }

                chain requested {
            """
                        .formatted(policy())
                + rules + "    }\n";
    }

    /** What is missing is no whole ruleset: loaded by mistake, it must not cut off what works. */
    private String policy() {
        return request.isOnlyFailing() ? "accept" : "drop";
    }

    private String rule(Flow flow) {
        String comment = SafeText.word(RuleHeader.purpose(flow), MAX_COMMENT);
        return "        %s%s%s ct state new accept comment \"%s\"\n"
                .formatted(match(flow.initiators(), "saddr"), match(flow.responders(), "daddr"), asked(flow), comment);
    }

    private static String asked(Flow flow) {
        if (flow.protocol() == Protocol.ICMP) {
            return flow.family() == Family.IPV4 ? "icmp type echo-request" : "icmpv6 type echo-request";
        }
        return "%s dport { %s }"
                .formatted(flow.protocol().wireName(), flow.ports().toString().replace(",", ", "));
    }

    private String match(Cidrs addresses, String field) {
        String set = sets.computeIfAbsent(addresses, missing -> "net_" + (sets.size() + 1));
        return "%s %s @%s ".formatted(addresses.family() == Family.IPV4 ? "ip" : "ip6", field, set);
    }

    private String sets() {
        StringBuilder text = new StringBuilder();
        sets.forEach((addresses, name) -> text.append(
                """
                    set %s {
                        type %s
                        flags interval
                        elements = { %s }
                    }

                """
                        .formatted(
                                name,
                                addresses.family() == Family.IPV4 ? "ipv4_addr" : "ipv6_addr",
                                String.join(", ", addresses.texts()))));
        return text.toString();
    }
}
