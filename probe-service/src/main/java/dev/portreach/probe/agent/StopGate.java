package dev.portreach.probe.agent;

import dev.portreach.probe.assignment.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local kill switch: while a file named {@code stop} is in the state directory, nothing is probed, whatever the catalog
 * assigns. Looks for it whenever it is run.
 */
final class StopGate implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StopGate.class);

    private final Path file;
    private final Consumer<Plan> inForce;
    private Plan assigned = Plan.NONE;
    private boolean closed;

    /** @param inForce takes each plan that comes into force */
    StopGate(Path stateDir, Consumer<Plan> inForce) {
        this.file = stateDir.resolve("stop");
        this.inForce = inForce;
    }

    /** Puts a plan in force, at once or when the file is gone. */
    synchronized void assign(Plan plan) {
        assigned = plan;
        closed = Files.exists(file);
        pass();
    }

    @Override
    public synchronized void run() {
        boolean there = Files.exists(file);
        if (there != closed) {
            closed = there;
            LOG.warn(there ? "probing stops: {} is there" : "probing goes on: {} is gone", file);
            pass();
        }
    }

    private void pass() {
        if (closed) {
            inForce.accept(Plan.stopped(assigned.revision(), "a file named stop is in the state directory"));
        } else {
            inForce.accept(assigned);
            assigned = assigned.settled(); // what was asked for is done once, however often the file comes and goes
        }
    }
}
