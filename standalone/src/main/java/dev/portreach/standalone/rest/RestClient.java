package dev.portreach.standalone.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** JSON over HTTP, with failures in plain words. */
public final class RestClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FILES_TIMEOUT = Duration.ofMinutes(6); // the catalog gives up after five
    /** For the catalog's audit; what a header cannot hold is left out. */
    private static final String USER = System.getProperty("user.name", "").replaceAll("[^\\x21-\\x7e]", "");

    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(HEALTH_TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /** Whether a health address answers 200. */
    public boolean isUp(String url) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url))
                                            .timeout(HEALTH_TIMEOUT)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public JsonNode get(String url) {
        return exchange(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** What is there as text, as the address itself says in which format. */
    public String text(String url) {
        return body(HttpRequest.newBuilder(URI.create(url)).GET().header("Accept", "*/*"), TIMEOUT);
    }

    public JsonNode put(String url, Object body) {
        return exchange(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(written(body))));
    }

    public JsonNode delete(String url) {
        return exchange(HttpRequest.newBuilder(URI.create(url)).DELETE());
    }

    public JsonNode post(String url, Object body) {
        return exchange(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(written(body))));
    }

    /**
     * @param authorization value of the header
     */
    public JsonNode post(String url, Object body, String authorization) {
        return exchange(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(written(body))));
    }

    /** Sends files, which may take minutes. */
    public JsonNode postFiles(String url, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(written(body)));
        headers.forEach(request::header);
        return exchange(request, FILES_TIMEOUT);
    }

    /** Fetches files, which may take minutes. */
    public JsonNode getFiles(String url) {
        return exchange(HttpRequest.newBuilder(URI.create(url)).GET(), FILES_TIMEOUT);
    }

    private JsonNode exchange(HttpRequest.Builder builder) {
        return exchange(builder, TIMEOUT);
    }

    private JsonNode exchange(HttpRequest.Builder builder, Duration timeout) {
        String body = body(builder.header("Accept", "application/json, application/problem+json"), timeout);
        try {
            return body.isBlank() ? json.nullNode() : json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new LauncherException(
                    "%s did not answer with JSON".formatted(builder.build().uri()), e);
        }
    }

    private String body(HttpRequest.Builder builder, Duration timeout) {
        HttpRequest request =
                builder.timeout(timeout).header("X-Portreach-User", USER).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new RefusedException(
                        "%s %s: %d %s"
                                .formatted(request.method(), request.uri(), response.statusCode(), response.body()),
                        response.statusCode(),
                        response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new LauncherException(
                    "%s does not answer: is Portreach running? (%s)".formatted(request.uri(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }

    private String written(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body, e);
        }
    }
}
