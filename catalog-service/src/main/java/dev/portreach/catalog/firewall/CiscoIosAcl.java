package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.PortRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The request as extended named access lists of Cisco IOS: for each version of IP one for what comes from the site and one
 * for what goes to it. They know no connections, so that each flow has a rule for its answers as well.
 */
public final class CiscoIosAcl {

    private static final int MAX_REMARK = 95; // IOS takes 100
    private static final int MAX_NAME = 64;
    private static final int HASH = 8;

    private final FirewallRequest request;

    private CiscoIosAcl(FirewallRequest request) {
        this.request = request;
    }

    public static String of(FirewallRequest request) {
        return new CiscoIosAcl(request).text();
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        RuleHeader.lines(request).forEach(line -> lines.add("! " + line));
        if (request.isOnlyFailing()) {
            lines.add(
                    "! These are only the lines that seem to be missing: add them to the lists that are there. As lists of");
            lines.add("! their own they would deny all else.");
        }
        lines.add("! FROM-SITE goes on the interface to the site, inbound (ip access-group, ipv6 traffic-filter: in);");
        lines.add("! TO-SITE on the same one, outbound. Each ends with the deny of all else that IOS adds by itself.");
        lines.add("! Answers over TCP pass by the flag established, those over UDP by their ports.");
        RuleHeader.leftOut(request).forEach(line -> lines.add("! " + line));
        for (Family family : Family.values()) {
            List<Flow> flows = request.flows().stream()
                    .filter(flow -> flow.family() == family)
                    .toList();
            if (!flows.isEmpty()) {
                lines.addAll(list(family, Way.FROM_SITE, flows));
                lines.addAll(list(family, Way.TO_SITE, flows));
            }
        }
        lines.add("!");
        return String.join("\n", lines) + "\n";
    }

    private List<String> list(Family family, Way way, List<Flow> flows) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        lines.add("!");
        lines.add((family == Family.IPV4 ? "ip access-list extended " : "ipv6 access-list ") + name(family, way));
        for (Flow flow : flows) {
            boolean isAnswer = flow.way() != way;
            List<String> own = (isAnswer ? answers(flow) : opens(flow))
                    .stream().filter(seen::add).toList();
            if (!own.isEmpty()) {
                lines.add(" remark "
                        + SafeText.word((isAnswer ? "answers, " : "") + RuleHeader.purpose(flow), MAX_REMARK));
                lines.addAll(own);
            }
        }
        lines.add(" remark path MTU discovery needs these errors");
        lines.add(" permit icmp any any packet-too-big");
        lines.add(" permit icmp any any unreachable");
        lines.add(" permit icmp any any time-exceeded");
        if (family == Family.IPV6) {
            lines.add(" permit icmp any any parameter-problem");
        }
        return lines;
    }

    private static List<String> opens(Flow flow) {
        List<String> lines = new ArrayList<>();
        for (Block from : flow.initiators().blocks()) {
            for (Block to : flow.responders().blocks()) {
                for (PortRange ports : flow.ports().ranges()) {
                    lines.add(" permit %s %s %s %s"
                            .formatted(
                                    flow.protocol().wireName(),
                                    peer(flow.family(), from),
                                    peer(flow.family(), to),
                                    flow.protocol() == Protocol.ICMP ? echoRequest(flow) : ports(ports)));
                }
            }
        }
        return lines;
    }

    private static List<String> answers(Flow flow) {
        String flag = flow.protocol() == Protocol.TCP ? " established" : "";
        List<String> lines = new ArrayList<>();
        for (Block to : flow.responders().blocks()) {
            for (Block from : flow.initiators().blocks()) {
                if (flow.protocol() == Protocol.ICMP) {
                    lines.add(" permit icmp %s %s echo-reply"
                            .formatted(peer(flow.family(), to), peer(flow.family(), from)));
                    continue;
                }
                for (PortRange ports : flow.ports().ranges()) {
                    lines.add(" permit %s %s %s %s%s"
                            .formatted(
                                    flow.protocol().wireName(),
                                    peer(flow.family(), to),
                                    ports(ports),
                                    peer(flow.family(), from),
                                    flag));
                }
            }
        }
        return lines;
    }

    private static String echoRequest(Flow flow) {
        return flow.family() == Family.IPV4 ? "echo" : "echo-request";
    }

    private static String peer(Family family, Block block) {
        if (block.isAny()) {
            return "any";
        }
        if (block.isHost()) {
            return "host " + block.address();
        }
        return family == Family.IPV4 ? block.address() + " " + block.wildcard() : block.toString();
    }

    private static String ports(PortRange ports) {
        return ports.first() == ports.last()
                ? "eq " + ports.first()
                : "range %d %d".formatted(ports.first(), ports.last());
    }

    /** IOS keeps names of both versions in one place, and takes so many characters. */
    private String name(Family family, Way way) {
        String start = "PORTREACH-%s-%s-"
                .formatted(way == Way.FROM_SITE ? "FROM-SITE" : "TO-SITE", family == Family.IPV4 ? "V4" : "V6");
        int left = MAX_NAME - start.length();
        String site = request.site();
        String hash = String.format(Locale.ROOT, "%08x", site.hashCode());
        return start + (site.length() <= left ? site : site.substring(0, left - HASH - 1) + "-" + hash);
    }
}
