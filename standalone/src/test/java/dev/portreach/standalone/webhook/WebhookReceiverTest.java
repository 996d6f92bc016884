package dev.portreach.standalone.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

    private static final String OPENED =
            """
            {"event": "opened", "incident": {"id": "inc-1", "title": "Lyon is cut off",
             "summary": "since 10:02\\ncall network@lyon.example.com"}}
            """;

    private final List<Notification> taken = new CopyOnWriteArrayList<>();
    private final WebhookReceiver receiver = WebhookReceiver.start(0, taken::add);

    @AfterEach
    void stop() {
        receiver.close();
    }

    private int post(String key, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.url()))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void shouldShowTheCauseAndWhatToDo() throws Exception {
        assertThat(post("k1", OPENED)).isEqualTo(204);

        assertThat(taken).singleElement().satisfies(note -> assertThat(
                        note.text().lines())
                .containsExactly(
                        "webhook ▸ opened: Lyon is cut off",
                        "          since 10:02",
                        "          call network@lyon.example.com"));
    }

    @Test
    void shouldAnswerARepeatAndShowItOnce() throws Exception {
        assertThat(post("k1", OPENED)).isEqualTo(204);
        assertThat(post("k1", OPENED)).isEqualTo(204);
        assertThat(post("k2", OPENED)).isEqualTo(204);

        assertThat(taken).hasSize(2);
    }

    @Test
    void shouldRefuseWhatIsNotJson() throws Exception {
        assertThat(post("k1", "{")).isEqualTo(400);
        assertThat(taken).isEmpty();
    }
}
