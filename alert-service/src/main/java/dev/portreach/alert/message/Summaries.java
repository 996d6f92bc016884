package dev.portreach.alert.message;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CutOff;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines below the title, for a person who may not know Portreach: evidence inside and outside, what it can mean, since
 * when, what to look at or open, who acts, and how sure it is. What a probe cannot tell is said to be so.
 */
public final class Summaries {

    private static final int RESPONSIBLE = 3;
    private static final int SAID = 300;

    private Summaries() {}

    public static String of(Facts facts) {
        List<String> lines = new ArrayList<>();
        lines.add(evidence(facts));
        Meanings.of(facts).ifPresent(lines::add);
        lines.add(since(facts));
        users(facts, lines);
        Flows.of(facts).forEach(lines::add);
        Advice.of(facts).ifPresent(lines::add);
        facts.responsible().stream().limit(RESPONSIBLE).forEach(who -> lines.add(acts(facts, who)));
        if (facts.responsible().size() > RESPONSIBLE) {
            int more = facts.responsible().size() - RESPONSIBLE;
            lines.add("And at %d more %s.".formatted(more, more == 1 ? "site" : "sites"));
        }
        if (!facts.indistinguishable().isEmpty()) {
            lines.add("The same checks would fail if the trouble were with %s."
                    .formatted(Causes.of(facts.indistinguishable(), facts)));
        }
        lines.add(confidence(facts));
        if (!facts.absorbed().isEmpty()) {
            lines.add("Explains also: %s.".formatted(Titles.list(facts.absorbed())));
        }
        return String.join("\n", lines);
    }

    /** What is said when the cause is gone: how long it was, and that nobody has to act any more. */
    public static String resolved(Incident before, Instant at) {
        List<String> lines = new ArrayList<>();
        lines.add("Over at %s, after %s (since %s)."
                .formatted(Texts.utc(at), Texts.lasting(before.onset(), at), Texts.utc(before.onset())));
        Evidence evidence = before.evidence();
        if (evidence != null) {
            String kind = Meanings.shortly(evidence.outcomes());
            lines.add("At the last count %s %s%s."
                    .formatted(
                            Texts.of(evidence.failing(), evidence.known()),
                            lieWithAgents(before.cause().kind()) ? "agents were affected" : "checks failed",
                            kind.isEmpty() ? "" : ": " + kind));
        }
        lines.add("Nothing has to be done for it any more.");
        return String.join("\n", lines);
    }

    /** The same of a silence, where the agent is back and was never away. */
    public static String cutOff(Incident before, CutOff cutOff, Instant at) {
        return "The agent ran all the time and kept what it saw: the VPN or the line was down from %s to %s (%s).\n%s\n%s"
                .formatted(
                        Texts.utc(cutOff.from()),
                        Texts.utc(cutOff.to()),
                        Texts.lasting(cutOff.from(), cutOff.to()),
                        "History is corrected with what it saw meanwhile; nobody is told of what was then and is over.",
                        resolved(before, at));
    }

    /** A further line: what an agent says of an address, in its own words. */
    public static String said(String reason) {
        String printable = reason.replaceAll("\\p{Cntrl}", " ");
        return "\nAn agent says: %s."
                .formatted(printable.length() > SAID ? printable.substring(0, SAID) + "…" : printable);
    }

    private static String evidence(Facts facts) {
        Evidence evidence = facts.evidence();
        StringBuilder line = new StringBuilder("Evidence: ")
                .append(counted(facts.cause().kind(), evidence.failing(), evidence.known()));
        for (Evidence.Contrast contrast : evidence.contrasts()) {
            line.append("; %s: %s".formatted(contrast.what(), Texts.of(contrast.failing(), contrast.known())));
        }
        if (evidence.unknown() > 0) {
            line.append("; %d not known".formatted(evidence.unknown()));
        }
        return line.append('.').toString();
    }

    private static String counted(CauseKind kind, int failing, int known) {
        return Texts.of(failing, known) + (lieWithAgents(kind) ? " agents are affected" : " checks fail");
    }

    private static boolean lieWithAgents(CauseKind kind) {
        return kind == CauseKind.BLIND || kind == CauseKind.AGENT_SILENT || kind == CauseKind.UNTRUSTED;
    }

    private static String since(Facts facts) {
        String line = "Since %s".formatted(Texts.utc(facts.onset()));
        long interval = facts.scopes().stream()
                .mapToLong(CheckScope::intervalMillis)
                .min()
                .orElse(0);
        if (interval > 0) {
            line += " (up to %s earlier)".formatted(Texts.lasting(Duration.ofMillis(Math.max(interval, 1_000))));
        }
        Instant success = facts.evidence().lastSuccess();
        return success == null ? line + "." : line + "; last success %s.".formatted(Texts.utc(success));
    }

    private static void users(Facts facts, List<String> lines) {
        int users = facts.users().values().stream().mapToInt(Integer::intValue).sum();
        boolean harmed = facts.verdict() != Verdict.VIOLATED
                && facts.cause().kind() != CauseKind.UNTRUSTED
                && facts.cause().kind() != CauseKind.AGENT;
        if (users > 0 && harmed) {
            lines.add("Affected: up to %,d %s at %s."
                    .formatted(users, users == 1 ? "user" : "users", Titles.list(names(facts))));
        }
    }

    private static List<String> names(Facts facts) {
        return facts.users().entrySet().stream()
                .filter(site -> site.getValue() > 0)
                .map(site -> facts.siteName(site.getKey()))
                .sorted()
                .toList();
    }

    private static String confidence(Facts facts) {
        String line = "Confidence %d %%".formatted(Math.round(facts.confidence() * 100));
        if (facts.runnerUp() == null) {
            return line + ".";
        }
        return line
                + "; less likely: trouble with %s. %s"
                        .formatted(Causes.of(facts.runnerUp(), facts), Advice.tellsApart(facts.runnerUp()));
    }

    private static String acts(Facts facts, Responsible who) {
        String points = who.enforcementPoints().stream().map(Summaries::device).collect(Collectors.joining(", "));
        return "%s at %s: %s%s."
                .formatted(
                        Advice.liesAtTheHost(facts.cause()) || facts.cause().kind() == CauseKind.BLIND
                                ? "To be told"
                                : "Who acts",
                        facts.siteName(who.site()),
                        who.contact() == null ? "no contact given" : who.contact(),
                        points.isEmpty() ? "" : "; devices: " + points);
    }

    private static String device(EnforcementPoint point) {
        return "%s (%s%s)".formatted(point.name(), point.kind(), point.owner() == null ? "" : ", " + point.owner());
    }
}
