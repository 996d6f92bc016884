package dev.portreach.alert.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.portreach.alert.payload.Message;
import dev.portreach.contracts.event.EventJson;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.WhenSectionHelper;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A template that makes a JSON object of a message. */
public final class MessageTemplate {

    /** Characters of a template. */
    public static final int LONGEST_SOURCE = 16_384;

    /** What any receiver known here takes: PagerDuty's 512 KB, less some. */
    static final int LARGEST_RESULT_BYTES = 500_000;

    private static final int MOST_LOOPS = 10;
    private static final String TOO_LARGE = "makes more than %d bytes; cut its texts".formatted(LARGEST_RESULT_BYTES);
    private static final long MILLIS = 1_000;
    private static final ObjectReader READER = EventJson.mapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .forType(JsonNode.class);

    /** Nothing of the defaults: no reflection, no including, no reading of configuration or beans. */
    private static final Engine ENGINE = Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addSectionHelper(new LoopSectionHelper.Factory())
            .addSectionHelper(new WhenSectionHelper.Factory())
            .addValueResolver(new Values())
            .addValueResolver(ValueResolvers.mapperResolver())
            .addValueResolver(ValueResolvers.thisResolver())
            .addResultMapper(new JsonText())
            .strictRendering(true)
            .removeStandaloneLines(false)
            .timeout(MILLIS)
            .build();

    private final String source;
    private final Template template;

    private MessageTemplate(String source, Template template) {
        this.source = source;
        this.template = template;
    }

    /** @throws TemplateFault naming the line */
    public static MessageTemplate parse(String source) {
        if (source.length() > LONGEST_SOURCE) {
            throw new TemplateFault(0, "is longer than %d characters".formatted(LONGEST_SOURCE));
        }
        try {
            Template template = ENGINE.parse(source);
            checkLoops(template.getRootNode(), false, new int[1]);
            return new MessageTemplate(source, template);
        } catch (TemplateException e) {
            throw fault(e);
        }
    }

    /**
     * Makes the payload.
     *
     * @param secrets names that {@code secret.…} may name
     * @param link where people read more
     * @throws TemplateFault naming the line where it fails, or where what comes out is no JSON
     */
    public String render(Message message, Collection<String> secrets, String link) {
        String payload = result(template, message, secrets, link);
        if (payload.getBytes(StandardCharsets.UTF_8).length > LARGEST_RESULT_BYTES) {
            throw new TemplateFault(0, TOO_LARGE);
        }
        try {
            JsonNode json = READER.readValue(payload);
            if (!json.isObject()) {
                throw new TemplateFault(1, "must make a JSON object");
            }
            return payload;
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            int line = LineMarks.lineOf(source, offset, marked -> result(ENGINE.parse(marked), message, secrets, link));
            throw new TemplateFault(
                    line,
                    "what it makes is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static String result(Template template, Message message, Collection<String> secrets, String link) {
        StringBuilder result = new StringBuilder();
        try {
            template.data(MessageModel.of(message, secrets, link))
                    .consume(part -> {
                        result.append(part);
                        if (result.length() > LARGEST_RESULT_BYTES) {
                            throw new TemplateException(TOO_LARGE);
                        }
                    })
                    .toCompletableFuture()
                    .get(MILLIS, TimeUnit.MILLISECONDS);
            return result.toString();
        } catch (TemplateException e) {
            throw fault(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TemplateException fault
                    ? fault(fault)
                    : new TemplateFault(
                            0, "cannot be rendered: " + e.getCause().getClass().getSimpleName());
        } catch (TimeoutException e) {
            throw new TemplateFault(0, "takes longer than %d ms".formatted(MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemplateFault(0, "was interrupted");
        }
    }

    /** Loops are the one thing that could make a small template large: few of them, none within another. */
    private static void checkLoops(SectionNode section, boolean looping, int[] loops) {
        boolean loop = List.of("for", "each").contains(section.getName());
        if (loop) {
            loops[0]++;
            if (looping || loops[0] > MOST_LOOPS) {
                throw new TemplateException(
                        section.getOrigin(), "at most %d loops, and none within another".formatted(MOST_LOOPS));
            }
            if (section.getBlocks().get(0).expressions.values().stream().anyMatch(Expression::isLiteral)) {
                throw new TemplateException(section.getOrigin(), "a loop goes over a list of the message only");
            }
        }
        for (SectionBlock block : section.getBlocks()) {
            block.nodes.stream()
                    .filter(TemplateNode::isSection)
                    .forEach(node -> checkLoops(node.asSection(), looping || loop, loops));
        }
    }

    private static TemplateFault fault(TemplateException e) {
        String reason = e.getMessage() == null
                ? "cannot be rendered"
                : e.getMessage().lines().findFirst().orElse("");
        return new TemplateFault(e.getOrigin() == null ? 0 : e.getOrigin().getLine(), reason);
    }
}
