package dev.portreach.alert.stream;

import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Verdict;
import java.util.HashMap;
import java.util.Map;

/** States of checks as stored. */
final class CheckStates {

    private static final int FORMAT = 2;

    private CheckStates() {}

    static byte[] write(CheckState state) {
        PackedWriter out = new PackedWriter(FORMAT);
        scope(out, state.scope());
        write(out, state);
        return out.bytes();
    }

    static CheckState read(byte[] bytes) {
        if (PackedReader.isJson(bytes)) {
            return Json.read(bytes, CheckState.class);
        }
        PackedReader in = new PackedReader(bytes, FORMAT);
        CheckScope scope = scope(in);
        return read(in, scope);
    }

    /** All but the scope. */
    static void write(PackedWriter out, CheckState state) {
        out.text(state.check())
                .constant(state.verdict())
                .instant(state.since())
                .constant(state.suspected())
                .instant(state.suspectedSince())
                .instant(state.lastSuccess())
                .number(state.streak())
                .constant(state.proof())
                .text(state.reason())
                .runs(state.runs())
                .all(state.agents(), out::text)
                .instant(state.observedAt())
                .number(state.revision())
                .number(state.version())
                .optional(state.degraded(), degraded -> out.constant(degraded.kind())
                        .number(Double.doubleToLongBits(degraded.share()))
                        .instant(degraded.since()));
    }

    static CheckState read(PackedReader in, CheckScope scope) {
        return new CheckState(
                in.text(),
                scope,
                in.constant(Verdict.class),
                in.instant(),
                in.constant(Verdict.class),
                in.instant(),
                in.instant(),
                in.size(),
                in.constant(Proof.class),
                in.text(),
                in.runs(),
                in.all(in::text),
                in.instant(),
                in.number(),
                in.number(),
                in.optional(() -> new Degradation(
                        in.constant(DegradationKind.class), Double.longBitsToDouble(in.number()), in.instant())));
    }

    private static void scope(PackedWriter out, CheckScope scope) {
        out.text(scope.vantage())
                .text(scope.subject())
                .text(scope.region())
                .constant(scope.access())
                .all(scope.labels().entrySet(), label -> out.text(label.getKey())
                        .text(label.getValue()))
                .text(scope.component())
                .text(scope.componentName())
                .text(scope.endpoint())
                .text(scope.host())
                .text(scope.address())
                .text(scope.policy())
                .constant(scope.protocol())
                .ports(scope.ports())
                .constant(scope.expectation())
                .flag(scope.required())
                .number(scope.intervalMillis())
                .number(scope.deadlineMillis())
                .constant(scope.rangeMode())
                .constant(scope.severity());
    }

    private static CheckScope scope(PackedReader in) {
        return new CheckScope(
                in.text(),
                in.text(),
                in.text(),
                in.constant(Access.class),
                labels(in),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.constant(Protocol.class),
                in.ports(),
                in.constant(Expectation.class),
                in.flag(),
                in.number(),
                in.number(),
                in.constant(RangeMode.class),
                in.constant(Severity.class));
    }

    private static Map<String, String> labels(PackedReader in) {
        Map<String, String> labels = new HashMap<>();
        for (int left = in.size(); left > 0; left--) {
            labels.put(in.text(), in.text());
        }
        return labels;
    }
}
