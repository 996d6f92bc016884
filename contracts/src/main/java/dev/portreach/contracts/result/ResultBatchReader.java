package dev.portreach.contracts.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.portreach.contracts.port.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads batches token by token, as there are thousands a second. It takes what Jackson would take of the records by itself,
 * but for numbers and words in each other's place; unknown fields are ignored and unknown words become {@code UNRECOGNISED}.
 */
final class ResultBatchReader extends StdDeserializer<ResultBatch> {

    private static final long serialVersionUID = 1;

    private static final Map<String, Outcome> OUTCOMES = new HashMap<>();
    private static final Map<String, Proof> PROOFS = new HashMap<>();

    static {
        for (Outcome outcome : Outcome.values()) {
            OUTCOMES.put(outcome.wireName(), outcome);
        }
        for (Proof proof : Proof.values()) {
            PROOFS.put(proof.wireName(), proof);
        }
    }

    /** Ports by their text: a fleet has few different ones. Two threads that meet here do the same work twice, no more. */
    private static final int PORTS_KEPT = 1_024; // a power of two

    private record Known(String text, Ports ports) {}

    private static final Known[] PORTS = new Known[PORTS_KEPT];

    ResultBatchReader() {
        super(ResultBatch.class);
    }

    @Override
    public ResultBatch deserialize(JsonParser json, DeserializationContext context) throws IOException {
        require(json, json.currentToken(), JsonToken.START_OBJECT);
        String agent = null;
        String site = null;
        String epoch = null;
        long seq = 0;
        long revision = 0;
        List<Observation> observations = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "agent" -> agent = text(json, token);
                case "site" -> site = text(json, token);
                case "epoch" -> epoch = text(json, token);
                case "seq" -> seq = number(json, token);
                case "revision" -> revision = number(json, token);
                case "observations" -> observations = observations(json, token);
                default -> json.skipChildren();
            }
        }
        return new ResultBatch(agent, site, epoch, seq, revision, observations);
    }

    private static List<Observation> observations(JsonParser json, JsonToken start) throws IOException {
        if (start == JsonToken.VALUE_NULL) {
            return null;
        }
        require(json, start, JsonToken.START_ARRAY);
        List<Observation> observations = new ArrayList<>(64);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            require(json, token, JsonToken.START_OBJECT);
            observations.add(observation(json));
        }
        return observations;
    }

    private static Observation observation(JsonParser json) throws IOException {
        String check = null;
        long at = 0;
        Long sincePrevious = null;
        String address = null;
        Ports covered = null;
        Long dnsMicros = null;
        List<Run> runs = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "check" -> check = text(json, token);
                case "at" -> at = number(json, token);
                case "sincePrevious" -> sincePrevious = numberOrNull(json, token);
                case "address" -> address = text(json, token);
                case "covered" -> covered = ports(json, token);
                case "dnsMicros" -> dnsMicros = numberOrNull(json, token);
                case "runs" -> runs = runs(json, token);
                default -> json.skipChildren();
            }
        }
        return new Observation(check, at, sincePrevious, address, covered, dnsMicros, runs);
    }

    private static List<Run> runs(JsonParser json, JsonToken start) throws IOException {
        if (start == JsonToken.VALUE_NULL) {
            return null;
        }
        require(json, start, JsonToken.START_ARRAY);
        Run first = null;
        List<Run> more = null;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            require(json, token, JsonToken.START_OBJECT);
            Run run = run(json);
            if (first == null) {
                first = run;
            } else {
                if (more == null) {
                    more = new ArrayList<>();
                    more.add(first);
                }
                more.add(run);
            }
        }
        return more != null ? more : first != null ? List.of(first) : List.of();
    }

    private static Run run(JsonParser json) throws IOException {
        Ports ports = null;
        Outcome outcome = null;
        Proof proof = null;
        Long rttMicros = null;
        String detail = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "ports" -> ports = ports(json, token);
                case "outcome" -> {
                    String word = text(json, token);
                    outcome = word == null ? null : OUTCOMES.getOrDefault(word, Outcome.UNRECOGNISED);
                }
                case "proof" -> {
                    String word = text(json, token);
                    proof = word == null ? null : PROOFS.getOrDefault(word, Proof.UNRECOGNISED);
                }
                case "rttMicros" -> rttMicros = numberOrNull(json, token);
                case "detail" -> detail = text(json, token);
                default -> json.skipChildren();
            }
        }
        return new Run(ports, outcome, proof, rttMicros, detail);
    }

    private static Ports ports(JsonParser json, JsonToken token) throws IOException {
        String text = token == JsonToken.VALUE_NUMBER_INT ? json.getText() : text(json, token);
        if (text == null) {
            return null;
        }
        int at = text.hashCode() & (PORTS_KEPT - 1);
        Known known = PORTS[at];
        if (known == null || !known.text().equals(text)) {
            known = new Known(text, Ports.parse(text));
            PORTS[at] = known;
        }
        return known.ports();
    }

    private static String text(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        require(json, token, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static Long numberOrNull(JsonParser json, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL ? null : number(json, token);
    }

    /** Null counts as 0, as for any primitive. */
    private static long number(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return 0;
        }
        require(json, token, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static void require(JsonParser json, JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw MismatchedInputException.from(
                    json, ResultBatch.class, "%s where %s is expected".formatted(found, wanted));
        }
    }
}
