package dev.portreach.standalone.child;

import dev.portreach.standalone.LauncherException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Keeps children running. All of them are started from one thread that lives as long as the supervisor, because what
 * ends a child with its parent (see {@link Leash}) looks at the parent's thread.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Path logs;
    private final PidFiles pidFiles;
    private final Leash leash;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Consumer<String> report;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final ScheduledExecutorService thread;
    private volatile boolean stopping;

    /**
     * @param logs directory of the children's output
     * @param run directory of their process ids
     * @param report takes one line when a child dies and is started again
     */
    public Supervisor(Path logs, Path run, Leash leash, Backoff backoff, InstantSource clock, Consumer<String> report) {
        this.logs = logs;
        this.pidFiles = new PidFiles(run);
        this.leash = leash;
        this.backoff = backoff;
        this.clock = clock;
        this.report = report;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread started = new Thread(task, "children");
            started.setDaemon(true);
            return started;
        });
    }

    /** Stops what an earlier launcher left on the same directory. */
    public List<String> stopLeftovers() {
        return pidFiles.stopLeftovers();
    }

    /** Starts a child; from here on it is kept running. */
    public void start(ChildSpec spec) {
        onThread(() -> {
            if (children.containsKey(spec.name())) {
                throw new IllegalArgumentException("there is a child " + spec.name() + " already");
            }
            Child child = new Child(spec, logs);
            children.put(spec.name(), child);
            child.rotateLog();
            launch(child);
        });
    }

    /** Kills a child at once (SIGKILL) and leaves it dead until {@link #revive}. */
    public void kill(String name) {
        onThread(() -> {
            Child child = child(name);
            child.hold(true);
            child.process().destroyForcibly();
        });
    }

    /** Starts again whatever {@link #kill} left dead. */
    public List<String> revive() {
        List<String> revived = new ArrayList<>();
        onThread(() -> {
            for (Child child : children.values()) {
                if (child.isHeld()) {
                    child.hold(false);
                    launch(child);
                    revived.add(child.spec().name());
                }
            }
        });
        return revived;
    }

    public List<String> held() {
        return callOnThread(() -> children.values().stream()
                .filter(Child::isHeld)
                .map(child -> child.spec().name())
                .toList());
    }

    /** How often a child has died on its own or by force. */
    public int deaths(String name) {
        return callOnThread(() -> child(name).totalDeaths());
    }

    public long pid(String name) {
        return callOnThread(() -> child(name).process().pid());
    }

    public Path log(String name) {
        return callOnThread(() -> child(name).log());
    }

    private void launch(Child child) {
        if (stopping) {
            return;
        }
        child.start(leash, clock.instant());
        Process process = child.process();
        pidFiles.write(child.spec().name(), process.toHandle());
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> {
            if (!stopping) {
                thread.execute(() -> ended(child, ended));
            }
        });
    }

    private void ended(Child child, Process process) {
        String name = child.spec().name();
        child.died(backoff.deaths(child.deathsInARow(), Duration.between(child.startedAt(), clock.instant())));
        pidFiles.remove(name);
        if (stopping || child.isHeld()) {
            return;
        }
        Duration pause = backoff.pause(child.deathsInARow());
        report.accept("%s ended with status %d; starting it again in %d ms (log: %s)"
                .formatted(name, process.exitValue(), pause.toMillis(), child.log()));
        Future<?> unused = thread.schedule(() -> relaunch(child), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void relaunch(Child child) {
        if (child.isHeld() || child.isAlive()) {
            return;
        }
        try {
            launch(child);
        } catch (RuntimeException e) {
            report.accept(e.getMessage()); // nobody waits for this: it must not vanish
        }
    }

    /** Asks all children to end, waits, and then insists. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        stopping = true;
        Collection<Child> running = callOnThread(() -> List.copyOf(children.values()));
        running.stream().filter(Child::isAlive).forEach(child -> child.process().destroy());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Child child : running) {
            awaitEnd(child, deadline);
            pidFiles.remove(child.spec().name());
        }
        thread.shutdownNow();
    }

    private static void awaitEnd(Child child, long deadline) {
        try {
            Process process = child.process();
            if (process != null && !process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Child child(String name) {
        Child child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException("there is no child " + name + "; there are " + children.keySet());
        }
        return child;
    }

    private void onThread(Runnable task) {
        await(thread.submit(task));
    }

    private <T> T callOnThread(Callable<T> task) {
        return await(thread.submit(task));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new LauncherException("the children's supervisor does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }
}
