package dev.portreach.contracts.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.UnreadableEventException;
import dev.portreach.contracts.port.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Beside what Jackson makes of the same bytes by itself. */
class ResultBatchReaderProperties {

    @JsonDeserialize(using = JsonDeserializer.None.class)
    private interface AsJacksonDoes {}

    private static final EventCodec<ResultBatch> CODEC = new EventCodec<>(EventType.RESULTS);
    private static final ObjectMapper JACKSON =
            EventJson.mapper().copy().addMixIn(ResultBatch.class, AsJacksonDoes.class);

    @Property(tries = 200)
    void shouldReadWhatWasWritten(@ForAll("batches") ResultBatch batch) {
        assertThat(CODEC.read(CODEC.write(batch))).isEqualTo(batch);
    }

    @Property(tries = 200)
    void shouldReadWhatNewerVersionsWriteAsJacksonDoes(
            @ForAll("batches") ResultBatch batch, @ForAll("strangers") ObjectNode stranger) throws IOException {
        ObjectNode tree = (ObjectNode) JACKSON.readTree(CODEC.write(batch));
        extend(tree, stranger);
        for (var observation : tree.withArray("observations")) {
            extend((ObjectNode) observation, stranger);
            for (var run : (ArrayNode) observation.path("runs")) {
                extend((ObjectNode) run, stranger);
                ((ObjectNode) run).put("outcome", "word-of-tomorrow").putNull("rttMicros");
            }
        }
        byte[] bytes = JACKSON.writeValueAsBytes(tree);
        assertThat(CODEC.read(bytes)).isEqualTo(JACKSON.readValue(bytes, ResultBatch.class));
    }

    /** Also in front, where it must not end what is read. */
    private static void extend(ObjectNode node, ObjectNode stranger) {
        ObjectNode before = node.deepCopy();
        node.removeAll();
        node.set("newField", stranger);
        node.setAll(before);
        node.set("anotherNewField", stranger);
    }

    @Property(tries = 200)
    void shouldRefuseWhatIsCutOff(@ForAll("batches") ResultBatch batch, @ForAll double share) {
        byte[] whole = CODEC.write(batch);
        byte[] part = Arrays.copyOf(whole, (int) (Math.abs(share % 1) * whole.length));
        assertThatThrownBy(() -> CODEC.read(part)).isInstanceOf(UnreadableEventException.class);
    }

    @Example
    void shouldTakePortsThatAreANumberAndRefuseWhatIsNone() {
        String batch =
                """
                {"agent":"a","site":"s","epoch":"e","seq":1,"revision":1,"observations":[
                 {"check":"c","at":5,"runs":[{"ports":%s,"outcome":"open","proof":"strong"}]}]}""";
        assertThat(CODEC.read(batch.formatted("80").getBytes(StandardCharsets.UTF_8))
                        .observations()
                        .get(0)
                        .runs()
                        .get(0)
                        .ports())
                .isEqualTo(Ports.of(80));
        for (String wrong : List.of("8.5", "70000", "\"x\"", "{}", "[80]", "true")) {
            assertThatThrownBy(() -> CODEC.read(batch.formatted(wrong).getBytes(StandardCharsets.UTF_8)))
                    .as(wrong)
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @Provide
    Arbitrary<ResultBatch> batches() {
        Arbitrary<Ports> ports = Arbitraries.integers()
                .between(1, 65_000)
                .map(first -> first % 3 == 0 ? Ports.parse(first + "-" + (first + first % 500)) : Ports.of(first));
        Arbitrary<Run> runs = Combinators.combine(
                        ports,
                        Arbitraries.of(Outcome.class).filter(outcome -> outcome != Outcome.UNRECOGNISED),
                        Arbitraries.of(Proof.STRONG, Proof.WEAK),
                        Arbitraries.longs().between(0, 10_000_000).injectNull(0.3),
                        Arbitraries.strings().ofMaxLength(20).injectNull(0.7))
                .as(Run::new);
        Arbitrary<Observation> observations = Combinators.combine(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(30),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0).injectNull(0.5),
                        Arbitraries.strings().ofMaxLength(15).injectNull(0.2),
                        ports.injectNull(0.7),
                        Arbitraries.longs().greaterOrEqual(0).injectNull(0.8),
                        runs.list().ofMaxSize(4))
                .as(Observation::new);
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.longs().greaterOrEqual(1),
                        observations.list().ofMaxSize(20))
                .as((seq, revision, all) ->
                        new ResultBatch("lyon-1", "lyon", "0196c7a0-0000-7000-8000-000000000001", seq, revision, all));
    }

    /** Anything that a field of a later version may hold. */
    @Provide
    Arbitrary<ObjectNode> strangers() {
        return Arbitraries.integers().between(0, 3).map(depth -> {
            ObjectNode node = JACKSON.createObjectNode();
            ObjectNode inner = node.put("check", "x").put("at", 1.5).putNull("ports");
            for (int i = 0; i < depth; i++) {
                inner = inner.putArray("runs").add(i).addObject();
            }
            return node;
        });
    }
}
