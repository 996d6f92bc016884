package dev.portreach.preflight.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.contracts.UuidV7;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.preflight.UsageException;
import dev.portreach.preflight.report.Report;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Sends reports to an alert-service, each under an id of its own, so that sending one twice adds it once. */
public final class Uploader {

    public static final String DEFAULT_SERVER = "http://127.0.0.1:7802";

    private static final int MAX_ORIGIN = 100;
    private static final int MAX_REASON = 300;
    private static final int ATTEMPTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ObjectMapper json = RestJson.strict();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build(); // follows no redirect
    private final URI proofs;
    private final String origin;

    /**
     * @param server base URL of alert-service
     * @param origin from where is proven, for people; 1 to 100 characters on one line
     * @throws UsageException if one of the two is not fit
     */
    public Uploader(String server, String origin) {
        this.proofs = address(server);
        this.origin = origin;
        if (origin.isBlank()
                || origin.length() > MAX_ORIGIN
                || origin.codePoints().anyMatch(Character::isISOControl)) {
            throw new UsageException("--from is not 1 to %d characters on one line".formatted(MAX_ORIGIN));
        }
    }

    private static URI address(String server) {
        try {
            URI base = new URI(server.endsWith("/") ? server : server + "/");
            if (base.getHost() != null && ("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
                return base.resolve("api/v1/proofs");
            }
        } catch (URISyntaxException e) {
            throw new UsageException("--server is no URL: " + e.getMessage(), e);
        }
        throw new UsageException("--server is no http or https URL: write for example " + DEFAULT_SERVER);
    }

    /**
     * Sends the report.
     *
     * @param tool what made it, with its version
     * @return where it can be read
     * @throws UploadException if it was not taken, or nobody knows
     */
    public URI upload(Report report, boolean unprovenToo, String tool) {
        ProofReport proof = ProofReports.of(UuidV7.of(report.at().toEpochMilli()), report, unprovenToo, origin, tool);
        HttpRequest request = HttpRequest.newBuilder(proofs)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofString(text(proof)))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200 && response.statusCode() != 201) {
            throw new UploadException("%s answers %d%s".formatted(proofs, response.statusCode(), reason(response)));
        }
        return proofs.resolve("proofs/" + proof.id());
    }

    private HttpResponse<String> send(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UploadException("%s does not answer (%s)".formatted(proofs, e), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UploadException("interrupted", e);
            }
        }
    }

    /** What a problem document says; whoever answers, no more than a line of it is shown. */
    private String reason(HttpResponse<String> response) {
        try {
            JsonNode problem = json.readTree(response.body());
            String errors = StreamSupport.stream(problem.path("errors").spliterator(), false)
                    .map(error -> "%s %s"
                            .formatted(
                                    error.path("field").asText(),
                                    error.path("reason").asText()))
                    .collect(Collectors.joining(", "));
            String detail = problem.path("detail").asText(problem.path("title").asText());
            String all = errors.isEmpty() ? detail : errors;
            return all.isEmpty() ? "" : ": " + printable(all);
        } catch (JsonProcessingException e) {
            return ", and not as alert-service does";
        }
    }

    private static String printable(String text) {
        String cut = text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String text(ProofReport proof) {
        try {
            return json.writeValueAsString(proof);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written as JSON", e);
        }
    }
}
