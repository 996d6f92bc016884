package dev.portreach.catalog.firewall;

import dev.portreach.contracts.assignment.EnforcementPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The request as Markdown with tables (GitHub's flavour), to be put into a ticket. */
public final class Markdown {

    private static final String SPECIAL = "\\`*_[]|~#!";

    private Markdown() {}

    public static String of(FirewallRequest request) {
        List<String> lines = new ArrayList<>();
        lines.add("# Firewall request: " + text(request.name()));
        lines.add("");
        lines.add("Site `%s` (%s), sources %s. Network administrators: %s."
                .formatted(
                        request.site(),
                        request.access(),
                        String.join(", ", request.sources()),
                        orUnknown(request.contact())));
        lines.add("Made by Portreach on %s from revision %d of its catalog."
                .formatted(request.madeAt(), request.revision()));
        if (request.isOnlyFailing()) {
            lines.add("**Only what was seen blocked, as of %s.**".formatted(request.evidenceAsOf()));
        }
        enforcement(request, lines);
        table(request, lines);
        purposes(request, lines);
        scanner(request, lines);
        notes(request, lines);
        code("nftables", NftablesRules.of(request), lines);
        code("Cisco IOS", CiscoIosAcl.of(request), lines);
        return String.join("\n", lines) + "\n";
    }

    private static void enforcement(FirewallRequest request, List<String> lines) {
        lines.addAll(List.of("", "## Who is asked", ""));
        if (request.enforcementPoints().isEmpty()) {
            lines.add(
                    "The catalog names no device on the way: every one between the site and the core must let this pass.");
            return;
        }
        lines.addAll(List.of("| device | kind | owner | asked to |", "| --- | --- | --- | --- |"));
        for (Ask ask : request.asks()) {
            EnforcementPoint point = ask.point();
            lines.add("| %s | %s | %s | %s |"
                    .formatted(text(point.name()), text(point.kind()), text(point.owner()), ask.text()));
        }
        if (!request.together().isEmpty()) {
            lines.addAll(List.of("", request.together()));
        }
    }

    private static void table(FirewallRequest request, List<String> lines) {
        lines.addAll(List.of("", "## What to open", ""));
        if (request.rows().isEmpty()) {
            lines.add(request.isOnlyFailing() ? "Nothing was seen blocked." : "Nothing.");
            return;
        }
        lines.add("| row | initiator → responder | protocol | ports | needed |");
        lines.add("| --- | --- | --- | --- | --- |");
        for (Row row : request.rows()) {
            lines.add("| %d | %s → %s | %s | %s | %s |"
                    .formatted(
                            row.number(),
                            joined(row.initiators()),
                            joined(row.responders()),
                            row.transport(),
                            row.portText(),
                            row.isRequired() ? "required" : "optional"));
        }
    }

    private static void purposes(FirewallRequest request, List<String> lines) {
        if (request.rows().isEmpty()) {
            return;
        }
        lines.addAll(List.of("", "## What for", ""));
        lines.add("| row | ports | component | purpose | needed | printed in |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        for (Row row : request.rows()) {
            for (Reason reason : row.purposes()) {
                lines.add("| %d | %s | %s | %s | %s | %s |"
                        .formatted(
                                row.number(),
                                reason.portText(),
                                component(reason),
                                purpose(reason),
                                reason.required() ? "required" : "optional",
                                text(reason.reference())));
            }
        }
    }

    private static String component(Reason reason) {
        String where = reason.endpoint() == null ? "" : " (%s)".formatted(reason.endpoint());
        return text(reason.component() + where);
    }

    private static String purpose(Reason reason) {
        List<String> parts = new ArrayList<>();
        parts.add(text(reason.purpose()));
        if (reason.remark() != null) {
            parts.add("(" + text(reason.remark()) + ")");
        }
        if (reason.evidence() != null) {
            parts.add("**seen: " + text(reason.evidence()) + "**");
        }
        return String.join(" ", parts);
    }

    private static void scanner(FirewallRequest request, List<String> lines) {
        if (request.scanner() == null) {
            return;
        }
        lines.addAll(List.of("", "## Exception from scan detection", ""));
        lines.add(
                "Agents of Portreach at %s connect to the ports above all the time to prove that they are open, each to at"
                                .formatted(String.join(", ", request.scanner().addresses()))
                        + " most %d new ports a second at one address, and now and then to one port that is not above, to find devices"
                                .formatted(request.scanner().portsPerSecond())
                        + " that answer for everyone; that one may stay closed. Intrusion prevention must not take them for a scanner"
                        + " and block them.");
    }

    private static void notes(FirewallRequest request, List<String> lines) {
        if (!request.notes().isEmpty()) {
            lines.addAll(List.of("", "## Notes", ""));
            request.notes().forEach(note -> lines.add("- %s: %s".formatted(text(note.about()), text(note.text()))));
        }
    }

    /** What is inside has no backticks: names and purposes were reduced to plain words. */
    private static void code(String title, String code, List<String> lines) {
        lines.addAll(List.of("", "## " + title, "", "```", code.stripTrailing(), "```"));
    }

    private static String joined(List<String> peers) {
        return peers.stream().map(Markdown::text).collect(Collectors.joining(", "));
    }

    private static String orUnknown(String text) {
        return text == null ? "not known" : text(text);
    }

    /** One line in which nothing is markup, a link, or the end of a cell. */
    static String text(String given) {
        StringBuilder text = new StringBuilder();
        SafeText.line(given).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                default -> text.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
            }
        });
        // Addresses of pages become links by themselves, unless their signs are written in another way.
        return text.toString().replace("://", "&#58;//").replaceAll("(?i)www\\.", "www&#46;");
    }
}
