package dev.portreach.alert.watch;

import dev.portreach.alert.intake.Consumers;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.stream.DetectionProgress;
import dev.portreach.alert.stream.StreamsBean;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;

/** Asks the parts of this service how they are. */
@ApplicationScoped
public class VitalsReader {

    private final StreamsBean detection;
    private final Consumers consumers;
    private final Transactions transactions;

    public VitalsReader(@Readiness StreamsBean detection, Consumers consumers, Transactions transactions) {
        this.detection = detection;
        this.consumers = consumers;
        this.transactions = transactions;
    }

    public Vitals read() {
        DetectionProgress progress = detection.progress();
        return new Vitals(
                detection.state(),
                progress.brokerReachable(),
                progress.lag(),
                progress.sincePoll(),
                consumers.storing(),
                isDatabaseThere());
    }

    private boolean isDatabaseThere() {
        try {
            return transactions.read(connection -> connection.isValid(2));
        } catch (RuntimeException e) {
            return false;
        }
    }
}
