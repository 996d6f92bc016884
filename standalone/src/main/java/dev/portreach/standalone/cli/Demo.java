package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.Console;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.control.ControlServer;
import dev.portreach.standalone.fault.Fault;
import dev.portreach.standalone.fault.FaultInjector;
import dev.portreach.standalone.install.DataDirectory;
import dev.portreach.standalone.platform.Settings;
import dev.portreach.standalone.platform.Stack;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.MatrixText;
import dev.portreach.standalone.view.MatrixWatch;
import dev.portreach.standalone.webhook.WebhookReceiver;
import dev.portreach.standalone.workgroup.ListenerBank;
import dev.portreach.standalone.workgroup.Workgroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the demo has on top of the services. Closing it ends what it started, the last first. */
final class Demo implements AutoCloseable {

    private static final String AGENTS_MAY_PROBE = "127.0.0.0/8";
    private static final String CHANNEL = "demo";

    private static final Duration FIRST_VERDICTS = Duration.ofSeconds(45);
    private static final long POLL_MILLIS = 250;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Workgroup workgroup = Workgroup.demo();
    private final Settings settings;
    private final Console console;
    private FaultInjector faults;

    private Demo(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    static Demo start(Stack stack, Console console, RestClient rest) {
        Demo demo = new Demo(stack.settings(), console);
        try {
            demo.build(stack, rest);
            return demo;
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private void build(Stack stack, RestClient rest) {
        ListenerBank listeners = push(new ListenerBank());
        listeners.open(workgroup.listeners());
        console.step("%d listeners stand for the components"
                .formatted(workgroup.listeners().size()));

        workgroup.publish(rest, settings.catalogUrl());
        workgroup.sites().forEach(site -> stack.supervisor()
                .start(stack.services().agent(site.id(), AGENTS_MAY_PROBE)));
        console.step("%d sites in the catalog, their agents start"
                .formatted(workgroup.sites().size()));

        WebhookReceiver webhooks =
                push(WebhookReceiver.start(settings.ports().webhook(), note -> console.say(note.text())));
        rest.put(
                settings.alertUrl() + "/api/v1/channels/" + CHANNEL,
                Map.of("type", "json", "url", webhooks.url(), "enabled", true));

        faults = new FaultInjector(workgroup, listeners, stack.supervisor());
        push(ControlServer.start(DataDirectory.controlFile(stack.data().root()), this::command));
        awaitFirstVerdicts(rest);
        console.ready();
        console.say(WhereToLook.demo(settings, workgroup, webhooks.url()));
        push(MatrixWatch.start(rest, settings.alertUrl(), console));
    }

    /** The agents have been heard and every cell of the matrix holds a verdict; if that fails, it is said and shown. */
    private void awaitFirstVerdicts(RestClient rest) {
        int cells = workgroup.sites().size() * workgroup.components().size();
        long deadline = System.nanoTime() + FIRST_VERDICTS.toNanos();
        while (System.nanoTime() < deadline) {
            if (MatrixText.knownCells(rest.get(settings.alertUrl() + "/api/v1/matrix")) == cells) {
                console.step("every site is heard, every cell of the matrix has a verdict");
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LauncherException("interrupted while waiting for the agents", e);
            }
        }
        console.say("! not every site was heard within %d s: see the matrix, and log/agent-*.log in the data directory"
                .formatted(FIRST_VERDICTS.toSeconds()));
    }

    private <T extends AutoCloseable> T push(T part) {
        parts.push(part);
        return part;
    }

    /** What {@code ./portreach demo break} and its like ask for. */
    private Object command(JsonNode json) {
        return switch (json.path("command").asText()) {
            case "break" -> done(faults.inflict(Fault.of(json)));
            case "mend" -> done(faults.mend());
            case "status" -> Map.of("alert", settings.alertUrl(), "inForce", faults.inForce());
            default -> throw new LauncherException("the running demo does not know this command: is it older?");
        };
    }

    private Map<String, Object> done(String text) {
        return Map.of("done", text, "alert", settings.alertUrl());
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                console.say("! while stopping: " + e.getMessage());
            }
        }
    }
}
