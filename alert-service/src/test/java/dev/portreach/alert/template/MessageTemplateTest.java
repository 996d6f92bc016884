package dev.portreach.alert.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.alert.payload.Message;
import dev.portreach.alert.payload.Notice;
import dev.portreach.alert.support.Events;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {

    private static final Message MESSAGE = Message.of(
            Notice.OPENED, "inc-1:opened:1", Events.incident("inc-1", 1, IncidentStatus.OPEN, IncidentChange.OPENED));

    private static String render(String template) {
        return MessageTemplate.parse(template).render(MESSAGE, List.of("token"), "https://portreach.example/1");
    }

    @Test
    void shouldFillInWhatTheMessageHolds() {
        assertThat(
                        render(
                                """
                        {
                          "what": "{event} {title.cut(14)}",
                          "ends": {ends},
                          "sites": [{#for s in sites}"{s}"{#if s_hasNext},{/if}{/for}],
                          "components": "{components.join(', ')}",
                          "link": "{link}"
                        }"""))
                .isEqualTo(
                        """
                        {
                          "what": "opened tcp/33321…",
                          "ends": false,
                          "sites": ["lyon"],
                          "components": "delivery-receiver",
                          "link": "https://portreach.example/1"
                        }""");
    }

    @Test
    void shouldPutSecretsInOnlyWhenSent() {
        // when
        String kept = render("{\"token\": \"{secret.token}\"}");

        // then
        assertThat(kept).doesNotContain("s3cr\"et");
        assertThat(SecretMarks.resolve(kept, Map.of("token", "s3cr\"et"))).isEqualTo("{\"token\": \"s3cr\\\"et\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"{nothing}\"}",
                "{\"a\": \"{title.getClass}\"}",
                "{\"a\": \"{title.class.name}\"}",
                "{\"a\": \"{title.length}\"}",
                "{\"a\": \"{secret.other}\"}",
                "{\"a\": \"{sites}\"}",
                "{\"a\": \"{title.cut(0)}\"}",
                "{\"a\": \"{title.cut(x)}\"}",
                "{\"a\": \"{title.raw}\"}",
                "{\"a\": \"{config:url}\"}",
                "{\"a\": \"{cdi:service.x}\"}",
                "{\"a\": \"{inject:service.x}\"}",
                "{\"a\": \"{#include other /}\"}",
                "{\"a\": \"{#eval title /}\"}",
                "{\"a\": \"{#for i in 1000000000}x{/for}\"}",
                "{\"a\": \"{#for i in checks}x{/for}\"}",
                "{\"a\": \"{#for a in sites}{#for b in sites}x{/for}{/for}\"}",
                "{\"a\": \"{#let n=1000000000}{#for i in n}x{/for}{/let}\"}",
                "{\"a\": \"{title\"}",
                "{\"a\": \"{#if ends}x\"}",
                "[\"a\"]",
                "{\"a\": 1} {\"b\": 2}",
                "{\"a\": {title}}",
                ""
            })
    void shouldRefuseWhatReachesFurtherOrIsNoJson(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateFault.class);
    }

    @Test
    void shouldNameTheLine() {
        assertThatThrownBy(() -> render("{\n\n  \"a\": \"{#if ends}\"\n}")).hasMessageStartingWith("line ");
        assertThatThrownBy(() -> render("{\n\n  \"a\": \"{nothing}\"\n}")).hasMessageStartingWith("line 3: ");
        assertThatThrownBy(() -> render("{\n \"sites\": [\n{#for s in sites}\n\"{s}\"\n{/for}\n],\n \"b\": oops\n}"))
                .hasMessageStartingWith("line 7: what it makes is not JSON");
    }

    @Test
    void shouldBoundWhatItMakes() {
        String much = "{\"a\": \"" + "{#for s in sites}{text}{/for}".repeat(3) + "\"}";
        Message large = new Message(
                Notice.OPENED,
                "k",
                "inc-1",
                "title",
                "x".repeat(20_000),
                MESSAGE.severity(),
                "site",
                MESSAGE.since(),
                null,
                java.util.Collections.nCopies(10_000, "site"),
                List.of(),
                List.of(),
                1,
                null);
        assertThatThrownBy(() -> MessageTemplate.parse(much).render(large, List.of(), "l"))
                .isInstanceOf(TemplateFault.class)
                .hasMessageContaining("makes more than 500000 bytes");
        assertThatThrownBy(() -> MessageTemplate.parse("x".repeat(20_000))).isInstanceOf(TemplateFault.class);
    }

    @Test
    void shouldTakeTheReadyOnes() {
        for (String name : List.of("discord", "mattermost", "pagerduty")) {
            Samples.tryAll(ReadyTemplates.of(name), List.of("routing_key"));
        }
    }
}
