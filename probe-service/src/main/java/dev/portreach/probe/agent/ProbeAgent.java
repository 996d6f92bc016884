package dev.portreach.probe.agent;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.application.ApplicationEngine;
import dev.portreach.probe.assignment.AssignmentCopy;
import dev.portreach.probe.assignment.AssignmentFollower;
import dev.portreach.probe.assignment.AssignmentPlanner;
import dev.portreach.probe.assignment.Plan;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.exchange.ExchangeEngine;
import dev.portreach.probe.heartbeat.HeartbeatSender;
import dev.portreach.probe.icmp.EchoEngine;
import dev.portreach.probe.icmp.ErrorQueue;
import dev.portreach.probe.icmp.SecondLook;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.publish.AgentClock;
import dev.portreach.probe.publish.BrokerLink;
import dev.portreach.probe.publish.DeadLetterBox;
import dev.portreach.probe.publish.Publisher;
import dev.portreach.probe.responder.Challenger;
import dev.portreach.probe.responder.ListenerPlan;
import dev.portreach.probe.responder.ListenerPlanner;
import dev.portreach.probe.responder.Responder;
import dev.portreach.probe.spool.Shelf;
import dev.portreach.probe.spool.Spool;
import dev.portreach.probe.watch.ProbeMethods;
import dev.portreach.probe.watch.Prober;
import dev.portreach.probe.watch.Resolver;
import dev.portreach.probe.watch.Watchlist;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of an agent, put together, started and stopped in order. Free of any framework. */
public final class ProbeAgent implements AutoCloseable, AssignmentFollower.Target {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeAgent.class);
    private static final long PRESSING_MILLIS = 20; // one round's results go together
    private static final long ALONE_MILLIS = 2_000;
    private static final int MAX_FAULT = 200; // characters
    /** In the place of a check in a problem of all echo requests. */
    private static final String ICMP = Protocol.ICMP.wireName();

    private static final long STOP_LOOK_SECONDS = 1;

    private final AgentSettings settings;
    private final AgentMeters meters;
    private final AgentIdentity identity;
    private final AgentClock clock = AgentClock.system();
    private final ConnectEngine engine;
    private final Challenger challenger;
    private final Responder responder;
    private final ListenerPlanner listenerPlanner;
    private final ExchangeEngine exchanges;
    private final SecondLook secondLook;
    private final EchoEngine echoes;
    private final ApplicationEngine applications;
    private final Resolver resolver = new Resolver();
    private final Shelf shelf;
    private final BrokerLink link;
    private final DeadLetterBox deadLetters = new DeadLetterBox();
    private final Publisher publisher;
    private final Prober prober;
    private final StopGate gate;
    private volatile ListenerPlan listeners = ListenerPlan.NONE;
    private final AssignmentFollower follower;
    private final AssignmentPlanner planner;
    private final Future<?> beat;
    private final Future<?> stopLook;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    /** @param kafka the clients' settings: bootstrap servers, security */
    public ProbeAgent(AgentSettings settings, AgentIdentity identity, Map<String, Object> kafka, AgentMeters meters) {
        this.settings = settings;
        this.identity = identity;
        this.meters = meters;
        Topics topics = new Topics(settings.topicPrefix());
        this.engine = new ConnectEngine(settings.engine());
        this.challenger = new Challenger(
                (check, target, done) -> engine.probe(new ProbeRequest(target, check.deadline()), done),
                identity,
                clock,
                settings.engine().source());
        this.responder = new Responder(settings.responder(), identity, clock);
        this.listenerPlanner = new ListenerPlanner(settings.responder());
        this.exchanges = new ExchangeEngine(
                ExchangeEngine.Settings.DEFAULTS.from(settings.engine().source()));
        this.secondLook = new SecondLook(new ErrorQueue(settings.engine().source()), clock::steady);
        this.echoes = new EchoEngine(settings.engine().source(), EchoEngine.SPACING);
        this.applications = new ApplicationEngine(new ApplicationEngine.Settings(
                ApplicationEngine.Settings.MAX_IN_FLIGHT, settings.engine().source(), settings.trust()));
        this.shelf =
                new Shelf(() -> Spool.open(settings.stateDir().resolve("spool.mv"), settings.spool()), clock.steady());
        this.link = new BrokerLink(kafka, topics, identity.site());
        this.publisher = new Publisher(identity, shelf, link, clock, topics.results());
        this.prober = new Prober(
                new Watchlist(settings.portsPerSecond(), settings.maxUnanswered(), settings.controlInterval()),
                new ProbeMethods(engine, challenger, exchanges, settings.payloads(), applications, secondLook, echoes),
                resolver,
                settings.allowed(),
                clock,
                this::lingerMillis,
                publisher::take,
                meters);
        this.gate = new StopGate(settings.stateDir(), this::putInForce);
        this.planner = new AssignmentPlanner(settings.allowed(), settings.probeOnDemand(), settings.payloads());
        this.follower = new AssignmentFollower(
                kafka, topics.agent(identity.site()), identity.site(), new AssignmentCopy(settings.stateDir()), this);
        HeartbeatSender heartbeats = new HeartbeatSender(identity, link, topics.heartbeats(), this::heartbeat);
        long interval = settings.heartbeatInterval().toMillis();
        this.stopLook = timer.scheduleWithFixedDelay(gate, STOP_LOOK_SECONDS, STOP_LOOK_SECONDS, TimeUnit.SECONDS);
        this.beat = timer.scheduleAtFixedRate(
                () -> {
                    link.producer().ifPresent(deadLetters::emptyInto);
                    heartbeats.run();
                },
                0,
                interval,
                TimeUnit.MILLISECONDS);
    }

    /** Starts all parts; returns at once, with Kafka there or not. */
    public void start() {
        publisher.start();
        prober.start();
        link.start();
        follower.start();
    }

    @Override
    public void apply(Optional<Assignment> assignment) {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(clock.event()), ZoneOffset.UTC);
        Plan plan = assignment.map(given -> planner.plan(given, today)).orElse(Plan.NONE);
        plan.problems().forEach(problem -> LOG.warn("{} is not probed: {}", problem.check(), problem.reason()));
        listeners = assignment.map(listenerPlanner::plan).orElse(ListenerPlan.NONE);
        gate.assign(plan);
    }

    private void putInForce(Plan plan) {
        prober.apply(plan);
        responder.apply(plan.isStopped() ? ListenerPlan.NONE : listeners);
    }

    @Override
    public void unusable(ConsumerRecord<byte[], byte[]> record, String reason, String cause) {
        meters.deadLetter(record.topic(), reason);
        deadLetters.put(record, reason, cause);
    }

    /** How the agent is, now. */
    public Heartbeat heartbeat() {
        Plan plan = prober.plan();
        List<Problem> problems = new ArrayList<>(prober.problems());
        problems.addAll(responder.problems());
        echoes.refusal().ifPresent(reason -> problems.add(new Problem(ICMP, reason)));
        return new Heartbeat(
                identity.id(),
                identity.site(),
                prober.epoch(),
                Instant.ofEpochMilli(clock.event()),
                settings.heartbeatInterval().toMillis(),
                settings.version(),
                clock.offset(),
                shelf.count(),
                shelf.bytes(),
                publisher.dropped(),
                publisher.thinnedOut(),
                shelf.fault().map(ProbeAgent::clipped).orElse(null),
                plan.revision(),
                plan.checks().size(),
                problems);
    }

    /** Nobody waits for what goes to disk only; fuller batches take less of it. */
    private long lingerMillis(boolean pressing) {
        if (!publisher.isAnswering()) {
            return ALONE_MILLIS;
        }
        return pressing ? PRESSING_MILLIS : settings.linger().toMillis();
    }

    private static String clipped(String text) {
        return text.length() <= MAX_FAULT ? text : text.substring(0, MAX_FAULT);
    }

    /** What is wrong with the disk; empty if nothing. */
    public Optional<String> spoolFault() {
        return shelf.fault();
    }

    public boolean isConnected() {
        return link.producer().isPresent();
    }

    public boolean isAnswered() {
        return publisher.isAnswering();
    }

    public int inFlight() {
        return engine.inFlight() + exchanges.inFlight() + applications.inFlight() + echoes.inFlight();
    }

    /** Ports listened at for other agents' challenges. */
    public int listening() {
        return responder.listening();
    }

    public AgentIdentity identity() {
        return identity;
    }

    /** Stops probing, keeps what is complete, gives the broker a moment to take it. */
    @Override
    public void close() {
        beat.cancel(false);
        stopLook.cancel(false);
        timer.shutdownNow();
        follower.close();
        responder.close();
        prober.close();
        challenger.close();
        engine.close();
        exchanges.close();
        secondLook.close();
        echoes.close();
        applications.close();
        resolver.close();
        publisher.close();
    }

    /** What the agent counts. */
    public interface AgentMeters extends Prober.Listener {

        /** Counts nothing. */
        AgentMeters NONE = new AgentMeters() {
            @Override
            public void probed(Outcome outcome) {}

            @Override
            public void started(long lagMillis) {}

            @Override
            public void deadLetter(String topic, String reason) {}
        };

        void deadLetter(String topic, String reason);
    }
}
