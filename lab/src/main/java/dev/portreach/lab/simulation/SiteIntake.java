package dev.portreach.lab.simulation;

import dev.portreach.alert.detection.DetectionSink;
import dev.portreach.alert.detection.Revision;
import dev.portreach.alert.detection.SiteDetector;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.ResultBatch;
import java.time.Instant;
import java.util.List;

/** Stage 1 of one site, as the stream runs it: the shipped detector behind what arrives. */
final class SiteIntake {

    static final long REVISION = 1;
    private static final long HEARTBEAT_MILLIS = 5_000;

    private final Revision revision;
    private final SiteDetector detector;

    /**
     * @param weighs whether every result will come, so that they tell how well things work
     * @param start milliseconds since the epoch
     */
    SiteIntake(Revision revision, boolean weighs, DetectionSink sink, long start) {
        this.revision = revision;
        Instant now = Instant.ofEpochMilli(start);
        detector = new SiteDetector(site(), now, weighs, sink);
        detector.assign(revision, now);
        for (String agent : revision.agents()) {
            detector.heard(
                    new Heartbeat(
                            agent,
                            site(),
                            "epoch",
                            now,
                            HEARTBEAT_MILLIS,
                            "simulated",
                            0,
                            0,
                            0,
                            0,
                            REVISION,
                            revision.checks().size(),
                            List.of()),
                    now,
                    now);
        }
    }

    String site() {
        return revision.assignment().site();
    }

    void take(ResultBatch batch, long arrival) {
        detector.take(batch, revision, Instant.ofEpochMilli(arrival));
    }
}
