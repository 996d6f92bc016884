package dev.portreach.preflight;

import dev.portreach.preflight.plan.CheckPlan;
import dev.portreach.preflight.plan.Request;
import dev.portreach.preflight.report.Report;
import dev.portreach.preflight.sweep.Sweeper;
import dev.portreach.preflight.sweep.SweptCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Plans, sweeps, judges. */
public final class Preflight {

    private Preflight() {}

    /**
     * Does what was asked; returns when the last port has answered, or its time is over.
     *
     * @param machine name of this machine, for the report
     * @throws UsageException if the request does not fit its pack
     */
    public static Report run(
            Request request, String machine, double portsPerSecond, Sweeper.Progress progress, InstantSource clock) {
        Instant start = clock.instant();
        CheckPlan plan = CheckPlan.of(request, start);
        Map<String, SweptCheck> swept = new Sweeper(portsPerSecond, progress).sweep(plan.checks(), plan.addresses());
        return Report.of(plan, swept, machine, start, Duration.between(start, clock.instant()));
    }
}
