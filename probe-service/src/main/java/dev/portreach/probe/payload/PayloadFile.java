package dev.portreach.probe.payload;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portreach.contracts.policy.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A payload definition as it is written: a JSON object.
 *
 * @param name by which policies refer to it: lower-case letters, digits and hyphens, at most 40
 * @param protocol {@code udp} or {@code tcp}
 * @param request what is sent, 1 to 1,200 bytes; {@code hex} may have one <code>{id:n}</code>
 * @param answer bytes that must all be in the answer; any answer will do if absent or empty
 * @param source where the protocol is defined
 */
record PayloadFile(String name, Protocol protocol, Bytes request, List<Part> answer, String source) {

    /** Bytes as {@code hex} or as {@code text} (UTF-8 with JSON's escapes): one of the two. */
    record Bytes(String hex, String text) {}

    /**
     * @param at offset in the answer; anywhere if absent
     * @param hex <code>{id}</code> is the request's transaction id
     * @param mask of the bits that count, hexadecimal and as long as the bytes; all if absent
     */
    record Part(Integer at, String hex, String text, String mask) {}

    private static final int MAX_REQUEST = 1_200; // passes every path without fragments (RFC 8200: 1,280)
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws BadPayloadException naming the field that is wrong */
    static Payload read(byte[] json) {
        try {
            PayloadFile file = STRICT.readValue(json, PayloadFile.class);
            if (file == null) {
                throw new BadPayloadException("not a JSON object");
            }
            return file.payload();
        } catch (JsonMappingException e) {
            throw new BadPayloadException(at(e) + e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            throw new BadPayloadException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadPayloadException(e.getMessage(), e);
        }
    }

    private static String at(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : "field " + path.replace(".[", "[") + ": ";
    }

    private Payload payload() {
        require(name != null && NAME.matcher(name).matches(), "name", "must match " + NAME);
        require(protocol == Protocol.UDP || protocol == Protocol.TCP, "protocol", "must be udp or tcp");
        require(request != null, "request", "is missing");
        require(source != null && !source.isBlank(), "source", "is missing; say where the protocol is defined");
        Template bytes = template("request", request.hex(), request.text(), 0);
        require(
                bytes.length() >= 1 && bytes.length() <= MAX_REQUEST,
                "request",
                "has %d bytes; 1 to %d may be sent".formatted(bytes.length(), MAX_REQUEST));
        List<AnswerPart> parts = new ArrayList<>();
        for (Part part : answer == null ? List.<Part>of() : answer) {
            parts.add(part("answer[%d]".formatted(parts.size()), part, bytes.idLength()));
        }
        return new Payload(name, protocol, bytes, parts);
    }

    private static AnswerPart part(String field, Part part, int idLength) {
        require(part != null, field, "is null");
        int at = part.at() == null ? -1 : part.at();
        require(part.at() == null || (at >= 0 && at < Payload.MAX_ANSWER), field + ".at", "is out of range");
        Template bytes = template(field, part.hex(), part.text(), idLength);
        require(bytes.length() >= 1, field, "is empty");
        byte[] mask = part.mask() == null
                ? null
                : template(field + ".mask", part.mask(), null, 0).with(new byte[0]);
        require(mask == null || mask.length == bytes.length(), field + ".mask", "is not as long as the bytes");
        return new AnswerPart(at, bytes, mask);
    }

    private static Template template(String field, String hex, String text, int idLength) {
        require((hex == null) != (text == null), field, "needs either hex or text");
        try {
            return text != null ? Template.of(text.getBytes(StandardCharsets.UTF_8)) : Template.parse(hex, idLength);
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException("field %s: %s".formatted(field, e.getMessage()), e);
        }
    }

    private static void require(boolean fits, String field, String otherwise) {
        if (!fits) {
            throw new BadPayloadException("field %s: %s".formatted(field, otherwise));
        }
    }
}
