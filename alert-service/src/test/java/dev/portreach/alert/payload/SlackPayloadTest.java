package dev.portreach.alert.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.support.Events;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackPayloadTest {

    @Test
    void shouldStayWithinTheLimitsOfBlocks() {
        // given
        Incident base = Events.incident("inc-1", 1, IncidentStatus.OPEN, IncidentChange.OPENED);
        List<String> many = Collections.nCopies(2_000, "a-site-with-a-name");
        Incident huge = new Incident(
                base.id(),
                base.version(),
                base.status(),
                base.change(),
                base.cause(),
                List.of(),
                "😀".repeat(400),
                "<&>".repeat(5_000),
                base.onset(),
                base.openedAt(),
                base.updatedAt(),
                null,
                base.evidence(),
                1,
                null,
                many,
                many,
                List.of(),
                1,
                List.of(),
                List.of(),
                null,
                null);

        // when
        SlackPayload message = SlackPayload.of(Message.of(Notice.OPENED, "k", huge));

        // then
        List<SlackPayload.Block> blocks = message.attachments().get(0).blocks();
        assertThat(blocks.get(0).text().text()).hasSizeLessThanOrEqualTo(150).endsWith("😀…");
        assertThat(blocks.get(1).text().text()).hasSizeLessThanOrEqualTo(3_000);
        assertThat(blocks.get(2).fields()).hasSizeLessThanOrEqualTo(10).allSatisfy(field -> assertThat(field.text())
                .hasSizeLessThanOrEqualTo(2_000));
    }

    @Test
    void shouldSayThatItIsOverAndHowLongItWas() {
        // given
        Incident resolved = Events.incident("inc-1", 65, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // when
        SlackPayload message = SlackPayload.of(Message.of(Notice.RESOLVED, "k", resolved));

        // then
        assertThat(message.text()).startsWith("Resolved: tcp/33321");
        assertThat(message.attachments().get(0).blocks().get(2).fields())
                .extracting(SlackPayload.Text::text)
                .contains("*Until*\n2026-03-01 10:01:05 UTC (1 min 05 s)", "*Who acts*\nlyon: net@example.org");
    }

    @Test
    void shouldNotClaimThatWhatIsNoLongerLookedAtWasMended() {
        Incident withdrawn = Events.incident("inc-1", 2, IncidentStatus.RESOLVED, IncidentChange.WITHDRAWN);

        assertThat(SlackPayload.of(Message.of(Notice.RESOLVED, "k", withdrawn)).text())
                .startsWith("Closed: tcp/33321");
    }
}
