package dev.portreach.alert.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.state.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people read, one file a case. {@code mvn test -Dtest=GoldenMessagesTest -Dportreach.golden=write} writes them anew:
 * read the difference as the person who is called would.
 */
class GoldenMessagesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "messages");
    private static final int LONGEST_TITLE = 150;

    static Stream<Map.Entry<String, Facts>> stories() {
        Map<String, Facts> stories = new LinkedHashMap<>();
        for (CauseKind kind : CauseKind.values()) {
            // What is wrong with Portreach itself is worded by OwnIncident.
            if (kind != CauseKind.UNRECOGNISED && kind != CauseKind.PORTREACH) {
                stories.put(kind.wireName(), Stories.of(kind));
            }
        }
        for (String outcome : new String[] {
            "refused",
            "prohibited",
            "unreachable",
            "open-or-filtered",
            "closed-after-accept",
            "path-mtu",
            "tls-error",
            "tls-expired",
            "tls-untrusted",
            "tls-name-mismatch",
            "http-error",
            "dns-error",
            "loss",
            "latency"
        }) {
            stories.put("check-" + outcome, Stories.check(outcome, Verdict.FAILING));
        }
        stories.put("check-must-be-blocked", Stories.check("open", Verdict.VIOLATED));
        stories.put("check-in-part", Stories.check("timeout", Verdict.PARTIAL));
        stories.put("check-outbound", Stories.outbound());
        stories.put("access-updated", Stories.wider());
        stories.put("untrusted-two-processes", Stories.twoProcesses());
        return stories.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void shouldReadAsAgreed(Map.Entry<String, Facts> story) throws IOException {
        // given
        Facts facts = story.getValue();
        Incident opened = Stories.incident(facts);

        // when
        String text = "OPENED\n%s\n\n%s\n\nRESOLVED\n%s\n\n%s\n"
                .formatted(
                        opened.title(),
                        opened.summary(),
                        opened.title(),
                        Summaries.resolved(opened, facts.onset().plusSeconds(750)));

        // then
        Path golden = GOLDEN.resolve(story.getKey() + ".txt");
        if ("write".equals(System.getProperty("portreach.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
        assertThat(opened.title()).hasSizeLessThan(LONGEST_TITLE).doesNotContain("\n");
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("null", "%s", "{}");
    }
}
