package dev.portreach.standalone.platform;

import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.standalone.Console;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.child.Backoff;
import dev.portreach.standalone.child.Leash;
import dev.portreach.standalone.child.Supervisor;
import dev.portreach.standalone.install.DataDirectory;
import dev.portreach.standalone.install.Distribution;
import dev.portreach.standalone.rest.RestClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Broker, database, catalog-service and alert-service. Broker and database start side by side, the services as soon as
 * the database is there: they wait for the broker by themselves. Closing goes the other way round.
 */
public final class Stack implements AutoCloseable {

    private final Settings settings;
    private final Console console;
    private final RestClient rest;
    private final DataDirectory data;
    private final Supervisor supervisor;
    private final Services services;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Stack(
            Settings settings,
            Console console,
            RestClient rest,
            DataDirectory data,
            Supervisor supervisor,
            Services services) {
        this.settings = settings;
        this.console = console;
        this.rest = rest;
        this.data = data;
        this.supervisor = supervisor;
        this.services = services;
    }

    /**
     * Takes the data directory and looks whether everything is free; starts nothing yet.
     *
     * @param builtDistribution what the build left
     */
    public static Stack prepare(Settings settings, Path builtDistribution, Console console, RestClient rest) {
        DataDirectory data = DataDirectory.open(settings.data());
        try {
            LauncherLog.to(data.logs().resolve("launcher.log"));
            Supervisor supervisor = new Supervisor(
                    data.logs(),
                    data.run(),
                    Leash.ofSystem(),
                    Backoff.DEFAULT,
                    InstantSource.system(),
                    line -> console.say("! " + line));
            List<String> leftovers = supervisor.stopLeftovers();
            if (!leftovers.isEmpty()) {
                console.step("stopped what an earlier run left: " + String.join(", ", leftovers));
            }
            // After kill -9 of a launcher its PostgreSQL lives on, and holds the port.
            EmbeddedDatabase.stopLeftover(data.postgres());
            settings.ports().requireFree(settings.bind());
            Distribution distribution = Distribution.install(builtDistribution, data.distributions());
            return new Stack(settings, console, rest, data, supervisor, new Services(settings, data, distribution));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** Returns when both services are ready. On failure everything started is stopped by {@link #close}. */
    public void start() {
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(this::startKafka);
        CompletableFuture<Void> applications = CompletableFuture.supplyAsync(this::startDatabase)
                .thenAccept(database -> {
                    supervisor.start(services.catalog(database));
                    supervisor.start(services.alert(database));
                });
        join(applications);
        join(kafka);
        Readiness readiness = new Readiness(rest, supervisor);
        CompletableFuture<Void> alert = CompletableFuture.runAsync(() -> {
            readiness.await(Services.ALERT, settings.alertUrl());
            console.step("alert-service ready");
        });
        readiness.await(Services.CATALOG, settings.catalogUrl());
        console.step("catalog-service ready");
        join(alert);
    }

    private void startKafka() {
        EmbeddedKafka kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(
                data.kafka(), settings.bind(), settings.ports().kafka(), settings.advertise()));
        push(kafka);
        console.step("Kafka ready on " + settings.advertisedBootstrap());
    }

    private Services.Database startDatabase() {
        EmbeddedDatabase database = EmbeddedDatabase.start(
                new EmbeddedDatabase.Settings(data.postgres(), settings.ports().postgres(), data.secret("postgres")));
        push(database);
        console.step("PostgreSQL ready on 127.0.0.1:" + database.port());
        return new Services.Database(database.jdbcUrl(), database.user(), database.password());
    }

    private synchronized void push(AutoCloseable part) {
        if (closed.get()) {
            closeQuietly(part); // stopped while still starting
        } else {
            toClose.push(part);
        }
    }

    private static void join(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LauncherException known) {
                throw known;
            }
            throw new LauncherException(e.getCause().getMessage(), e.getCause());
        }
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    public Services services() {
        return services;
    }

    public DataDirectory data() {
        return data;
    }

    public Settings settings() {
        return settings;
    }

    /** Services first, then the broker, then the database. */
    @Override
    public synchronized void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        supervisor.close();
        toClose.stream().filter(EmbeddedKafka.class::isInstance).forEach(this::closeQuietly);
        toClose.stream().filter(EmbeddedDatabase.class::isInstance).forEach(this::closeQuietly);
        data.close();
    }

    private void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            console.say("! while stopping: " + e.getMessage());
        }
    }
}
