package dev.portreach.probe.identity;

import dev.portreach.contracts.event.EventJson;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the agent's key known to the catalog, in the background and for as long as it takes. */
public final class Enrolment implements Runnable {

    /** What came of one attempt. */
    enum Answer {
        ENROLLED,
        UNKNOWN_SITE,
        CONFLICT,
        REFUSED,
        UNREACHABLE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SLOW_PAUSE = Duration.ofSeconds(30);

    private final AgentIdentity identity;
    private final URI catalog;
    private final Optional<String> authorization;

    /** @param authorization value of the Authorization header */
    public Enrolment(AgentIdentity identity, URI catalog, Optional<String> authorization) {
        this.identity = identity;
        this.catalog = catalog;
        this.authorization = authorization;
    }

    /** Tries until enrolled or interrupted. */
    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        Answer before = null;
        while (!Thread.currentThread().isInterrupted()) {
            Answer answer = attempt();
            if (answer != before) {
                report(answer);
                before = answer;
            }
            if (answer == Answer.ENROLLED) {
                return;
            }
            boolean slow = answer == Answer.CONFLICT || answer == Answer.REFUSED;
            try {
                TimeUnit.MILLISECONDS.sleep((slow ? SLOW_PAUSE : pause).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Duration cap = answer == Answer.UNKNOWN_SITE ? Duration.ofSeconds(5) : Duration.ofSeconds(10);
            pause = pause.multipliedBy(2).compareTo(cap) > 0 ? cap : pause.multipliedBy(2);
        }
    }

    Answer attempt() {
        try {
            HttpURLConnection connection = (HttpURLConnection) target().toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Content-Type", "application/json");
            authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
            connection.setDoOutput(true);
            byte[] body = EventJson.mapper()
                    .writeValueAsString(Map.of("id", identity.id(), "publicKey", identity.publicKey()))
                    .getBytes(StandardCharsets.UTF_8);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            connection.disconnect();
            return switch (status) {
                case 200, 201, 204 -> Answer.ENROLLED;
                case 404 -> Answer.UNKNOWN_SITE;
                case 409 -> Answer.CONFLICT;
                default -> status >= 500 ? Answer.UNREACHABLE : Answer.REFUSED;
            };
        } catch (IOException e) {
            LOG.debug("enrolment failed", e);
            return Answer.UNREACHABLE;
        }
    }

    private URI target() {
        String base = catalog.toString().replaceAll("/+$", "");
        return URI.create("%s/api/v1/sites/%s/agents".formatted(base, identity.site()));
    }

    private void report(Answer answer) {
        switch (answer) {
            case ENROLLED -> LOG.info("agent {} is enrolled with {}", identity, catalog);
            case UNKNOWN_SITE ->
                LOG.warn("{} does not know site {}; create it, enrolment is tried again", catalog, identity.site());
            case CONFLICT ->
                LOG.error(
                        "agent id {} is taken at {} by another key; remove that agent there, or set"
                                + " portreach.agent.id",
                        identity.id(),
                        catalog);
            case REFUSED -> LOG.error("{} refuses the enrolment of {}; check portreach.enrolment.*", catalog, identity);
            case UNREACHABLE -> LOG.warn("{} cannot be reached for enrolment yet; tried again", catalog);
        }
    }
}
