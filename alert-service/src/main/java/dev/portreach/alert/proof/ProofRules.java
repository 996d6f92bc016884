package dev.portreach.alert.proof;

import dev.portreach.alert.problem.Problem.FieldError;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.proof.AskedPorts;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.proof.ProofRow;
import dev.portreach.contracts.result.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/** What a report must be like to be kept. Says everything that is wrong, up to a bound. */
final class ProofRules {

    static final int MAX_ROWS = 500;
    static final int MAX_RUNS = 10_000;
    static final int MAX_TEXT = 100;

    private static final int MAX_NOTES = 500;
    private static final int MAX_NOTE = 500;
    private static final int MAX_DETAIL = 200; // as in results
    private static final int MAX_HOST = 253;
    private static final int MAX_ASKED = 100;
    private static final int MAX_ERRORS = 50;
    private static final String SLUG = "[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?";
    private static final String POLICY = "[A-Za-z0-9._:/-]{1,160}";
    private static final String ADDRESS = "[0-9A-Fa-f.:]{2,45}(%[A-Za-z0-9._-]{1,16})?";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCK_AHEAD = Duration.ofDays(1);

    private final List<FieldError> errors = new ArrayList<>();
    private int runs;

    private ProofRules() {}

    /** @param now by which a time is in the future */
    static List<FieldError> check(ProofReport report, Instant now) {
        ProofRules rules = new ProofRules();
        rules.report(report, now);
        return rules.errors;
    }

    private void report(ProofReport report, Instant now) {
        require(isVersion7(report.id()), "id", "must be a UUID of version 7 (RFC 9562)");
        text("origin", report.origin(), MAX_TEXT);
        require(
                report.at() != null
                        && report.at().isAfter(EARLIEST)
                        && report.at().isBefore(now.plus(CLOCK_AHEAD)),
                "at",
                "must be an instant between the year 2000 and now");
        require(
                report.tookMillis() != null
                        && report.tookMillis() >= 0
                        && report.tookMillis() <= Duration.ofDays(7).toMillis(),
                "tookMillis",
                "must be within 0 and seven days");
        matches("pack", report.pack(), SLUG, "must be the id of a pack");
        require(report.packVersion() != null && report.packVersion() >= 1, "packVersion", "must be 1 or more");
        text("tool", report.tool(), MAX_TEXT);
        require(report.reachable() != null, "reachable", "is missing");
        require(
                !report.rows().isEmpty() && report.rows().size() <= MAX_ROWS,
                "rows",
                "must be 1 to %d".formatted(MAX_ROWS));
        require(report.notes().size() <= MAX_NOTES, "notes", "must be at most %d".formatted(MAX_NOTES));
        for (int i = 0; i < report.notes().size() && !isFull(); i++) {
            text("notes[%d]".formatted(i), report.notes().get(i), MAX_NOTE);
        }
        for (int i = 0; i < report.rows().size() && i < MAX_ROWS && !isFull(); i++) {
            String at = "rows[%d]".formatted(i);
            ProofRow row = report.rows().get(i);
            if (row == null) {
                add(at, "is missing");
            } else {
                row(at + ".", row);
            }
        }
        require(runs <= MAX_RUNS, "rows", "must have no more than %d runs together".formatted(MAX_RUNS));
    }

    private void row(String at, ProofRow row) {
        matches(at + "component", row.component(), SLUG, "must be the id of a component");
        text(at + "host", row.host(), MAX_HOST);
        matches(at + "address", row.address(), ADDRESS, "must be an IPv4 or IPv6 address");
        if (row.source() != null) {
            matches(at + "source", row.source(), ADDRESS, "must be an IPv4 or IPv6 address");
        }
        matches(at + "policy", row.policy(), POLICY, "must be the key of a policy");
        word(at + "protocol", row.protocol());
        word(at + "expectation", row.expectation());
        word(at + "verdict", row.verdict());
        word(at + "proof", row.proof());
        require(row.required() != null, at + "required", "is missing");
        require(row.ports() != null && !row.ports().isEmpty(), at + "ports", "is missing");
        require(
                row.ports() == null
                        || row.protocol() == null
                        || row.protocol().fault(row.ports()).isEmpty(),
                at + "ports",
                "must be those of the protocol");
        if (row.ports() != null) {
            BitSet own = bits(row.ports());
            runs(at + "runs", row.runs(), own);
            asked(at + "asked", row.asked(), own);
        }
    }

    private void runs(String at, List<Run> all, BitSet own) {
        BitSet seen = new BitSet();
        runs += all.size();
        for (int i = 0; i < all.size() && runs <= MAX_RUNS && !isFull(); i++) {
            Run run = all.get(i);
            String here = "%s[%d]".formatted(at, i);
            if (run == null || run.ports() == null || run.ports().isEmpty()) {
                add(here, "must have ports");
                continue;
            }
            word(here + ".outcome", run.outcome());
            word(here + ".proof", run.proof());
            BitSet ports = bits(run.ports());
            require(isWithin(own, ports), here + ".ports", "must be ports of the row");
            require(!seen.intersects(ports), here + ".ports", "must not be in two runs");
            require(run.rttMicros() == null || run.rttMicros() >= 0, here + ".rttMicros", "must not be negative");
            if (run.detail() != null) {
                text(here + ".detail", run.detail(), MAX_DETAIL);
            }
            seen.or(ports);
        }
    }

    private void asked(String at, List<AskedPorts> all, BitSet own) {
        require(all.size() <= MAX_ASKED, at, "must be at most %d".formatted(MAX_ASKED));
        for (int i = 0; i < all.size() && i < MAX_ASKED && !isFull(); i++) {
            AskedPorts asked = all.get(i);
            require(
                    asked != null
                            && asked.ports() != null
                            && isWithin(own, bits(asked.ports()))
                            && asked.times() != null
                            && asked.times() > 1,
                    "%s[%d]".formatted(at, i),
                    "must be ports of the row that were asked twice or more");
        }
    }

    /** As bits, many lists of many ports cost little to compare. */
    private static BitSet bits(Ports ports) {
        BitSet bits = new BitSet();
        ports.ranges().forEach(range -> bits.set(range.first(), range.last() + 1));
        return bits;
    }

    private static boolean isWithin(BitSet all, BitSet some) {
        BitSet others = (BitSet) some.clone();
        others.andNot(all);
        return others.isEmpty();
    }

    private static boolean isVersion7(UUID id) {
        return id != null && id.version() == 7 && id.variant() == 2;
    }

    /** Of the events' enums only what this version knows: unlike an event, a body is not skipped, but refused. */
    private void word(String field, Enum<?> value) {
        require(value != null && !value.name().equals("UNRECOGNISED"), field, "is missing, or no value to be set");
    }

    private void matches(String field, String text, String pattern, String otherwise) {
        require(text != null && text.matches(pattern), field, otherwise);
    }

    private void text(String field, String text, int max) {
        require(
                text != null && !text.isBlank() && text.length() <= max && isPrintable(text),
                field,
                "must be 1 to %d characters on one line".formatted(max));
    }

    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private void require(boolean fits, String field, String otherwise) {
        if (!fits) {
            add(field, otherwise);
        }
    }

    private void add(String field, String reason) {
        if (!isFull()) {
            errors.add(new FieldError(field, reason));
        }
    }

    private boolean isFull() {
        return errors.size() >= MAX_ERRORS;
    }
}
