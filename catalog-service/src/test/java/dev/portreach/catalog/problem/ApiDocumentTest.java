package dev.portreach.catalog.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is whole, and what it shows is so: every example is sent, every operation called. */
@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class ApiDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY_JSON = "application/json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    /** Pages long: an example would hide more than it shows. */
    private static final Set<String> LARGE =
            Set.of("#/components/schemas/SentAssignment", "#/components/schemas/FirewallRequest");
    /** In the order in which items refer to each other. */
    private static final List<String> KINDS = List.of("packs", "components", "policies", "sites", "endpoints");

    private JsonNode document;

    /** One operation of the document. */
    private record Operation(String method, String path, JsonNode says) {

        String name() {
            return method + " " + path;
        }

        /** Items before what belongs to them, and in the order of references. */
        int rank() {
            String[] parts = path.substring("/api/v1/".length()).split("/", -1);
            int kind = KINDS.indexOf(parts[0]);
            return (kind < 0 ? KINDS.size() : kind) + (parts.length > 2 ? 10 : 0);
        }
    }

    @BeforeEach
    void read() throws IOException {
        document = JSON.readTree(given().get("/q/openapi?format=json").asByteArray());
    }

    @Test
    void shouldDescribeEveryOperation() {
        SoftAssertions missing = new SoftAssertions();
        for (Operation operation : operations()) {
            JsonNode says = operation.says();
            missing.assertThat(says.path("summary").asText())
                    .as(operation.name() + " summary")
                    .contains(" ");
            says.path("parameters").forEach(parameter -> missing.assertThat(
                            parameter.path("description").asText())
                    .as(operation.name() + " parameter " + parameter.path("name"))
                    .isNotBlank());
            says.path("requestBody").path("content").properties().forEach(body -> missing.assertThat(
                            examples(body.getValue()))
                    .as(operation.name() + " request " + body.getKey())
                    .isNotEmpty());
            missing.assertThat(says.at("/responses/default/content/application~1problem+json/schema/$ref")
                            .asText())
                    .as(operation.name() + " faults")
                    .isEqualTo("#/components/schemas/Problem");
            answers(operation).forEach((status, answer) -> answer.path("content")
                    .properties()
                    .forEach(body -> {
                        if (body.getKey().equals(ANY_JSON)) {
                            missing.assertThat(hasExample(body.getValue().path("schema")))
                                    .as("%s answer %s example", operation.name(), status)
                                    .isTrue();
                        }
                    }));
            missing.assertThat(answers(operation))
                    .as(operation.name() + " answers")
                    .isNotEmpty();
        }
        missing.assertAll();
    }

    @Test
    void shouldSayThatEditsTakeAReason() {
        assertThat(operations("delete"))
                .allSatisfy(operation -> assertThat(operation.says().path("parameters"))
                        .extracting(parameter -> parameter.path("name").asText())
                        .contains("X-Portreach-User", "X-Reason"));
    }

    @Test
    void shouldShowOnlyWhatTheTypesAllow() {
        SoftAssertions wrong = new SoftAssertions();
        document.path("components").path("schemas").properties().forEach(type -> type.getValue()
                .path("examples")
                .forEach(example -> wrong.assertThat(faults(type.getValue(), example))
                        .as(type.getKey())
                        .isEmpty()));
        wrong.assertAll();
    }

    @Test
    void shouldTakeEveryExampleAndAnswerAsItSays() {
        SoftAssertions wrong = new SoftAssertions();
        operations("put", "post").forEach(operation -> send(operation, wrong));
        for (Operation operation : operations("get")) {
            for (String type : types(operation)) {
                Response answer = patiently(operation, type);
                wrong.assertThat(answer.statusCode())
                        .as("%s %s: %s", operation.name(), type, answer.asString())
                        .isEqualTo(200);
                check(operation, answer, wrong);
            }
        }
        // What was made goes again, the last first; what belongs to a site goes before the site.
        operations("delete").stream()
                .sorted(Comparator.comparing(Operation::rank).reversed())
                .forEach(operation -> check(operation, request().delete(filled(operation.path())), wrong));
        wrong.assertAll();
        request().delete("/api/v1/policies/render-node.jobs").then().statusCode(204);
    }

    @Test
    void shouldRefuseAsItSays() {
        SoftAssertions wrong = new SoftAssertions();
        for (Operation operation : operations("put", "post")) {
            Response answer = request()
                    .contentType(contentTypes(operation).get(0))
                    .body("{\"nonsense\": [".getBytes(StandardCharsets.UTF_8))
                    .request(operation.method(), filled(operation.path()));
            wrong.assertThat(answer.statusCode()).as(operation.name()).isBetween(400, 499);
            check(operation, answer, wrong);
        }
        wrong.assertAll();
    }

    private void send(Operation operation, SoftAssertions wrong) {
        for (String type : contentTypes(operation)) {
            for (JsonNode example : examples(
                    operation.says().path("requestBody").path("content").path(type))) {
                String body = example.isTextual() ? example.asText() : example.toString();
                RequestSpecification request = request();
                if (parameters(operation).contains("dryRun")) {
                    request = request.queryParam("dryRun", isTrial(operation, type));
                }
                if (parameters(operation).contains("version")) {
                    request = request.queryParam("version", 1);
                }
                Response answer = request.contentType(type)
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .request(operation.method(), filled(operation.path()));
                wrong.assertThat(answer.statusCode())
                        .as("%s %s: %s", operation.name(), type, answer.asString())
                        .isBetween(200, 299);
                check(operation, answer, wrong);
            }
        }
    }

    /** All but the pack itself, which is to be there. */
    private static boolean isTrial(Operation operation, String type) {
        return !(operation.name().equals("put /api/v1/packs/{id}") && type.equals(ANY_JSON));
    }

    private Response patiently(Operation operation, String type) {
        RequestSpecification request = type.equals("text/plain")
                ? request().queryParam("format", "nftables") // one of two, which Accept does not tell apart
                : request().accept(type);
        return Awaitility.await() // the relay is on its way with the site's assignment
                .until(
                        () -> request.get(filled(operation.path())),
                        answer ->
                                answer.statusCode() != 404 || !operation.path().contains("assignment"));
    }

    private void check(Operation operation, Response answer, SoftAssertions wrong) {
        String status = Integer.toString(answer.statusCode());
        JsonNode responses = operation.says().path("responses");
        JsonNode said =
                responses.has(status) || answer.statusCode() < 400 ? responses.path(status) : responses.path("default");
        String what = "%s %s %s".formatted(operation.name(), status, answer.asString());
        wrong.assertThat(said.isMissingNode()).as(what + " is described").isFalse();
        if (answer.asByteArray().length == 0) {
            wrong.assertThat(said.has("content")).as(what + " has no body").isFalse();
            return;
        }
        String type = answer.contentType().replaceAll(";.*", "");
        JsonNode content = said.path("content").path(type);
        wrong.assertThat(content.isMissingNode()).as("%s as %s", what, type).isFalse();
        if (type.endsWith("json")) {
            wrong.assertThat(faults(content.path("schema"), answer)).as(what).isEmpty();
        }
    }

    private List<String> faults(JsonNode schema, Response answer) {
        try {
            return faults(schema, JSON.readTree(answer.asByteArray()));
        } catch (IOException e) {
            return fail("no JSON", e);
        }
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema.isObject() ? schema : JSON.createObjectNode());
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    private List<Operation> operations(String... methods) {
        Set<String> wanted = methods.length == 0 ? METHODS : Set.of(methods);
        List<Operation> found = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> wanted.contains(method.getKey()))
                .forEach(method -> found.add(new Operation(method.getKey(), path.getKey(), method.getValue()))));
        found.sort(Comparator.comparing(Operation::rank).thenComparing(Operation::method));
        assertThat(found).isNotEmpty();
        return found;
    }

    private static Map<String, JsonNode> answers(Operation operation) {
        Map<String, JsonNode> answers = new TreeMap<>();
        operation.says().path("responses").properties().forEach(answer -> {
            if (answer.getKey().startsWith("2")) {
                answers.put(answer.getKey(), answer.getValue());
            }
        });
        return answers;
    }

    private static List<String> types(Operation operation) {
        return names(operation.says().path("responses").path("200").path("content"));
    }

    private static List<String> contentTypes(Operation operation) {
        return names(operation.says().path("requestBody").path("content"));
    }

    private static List<String> parameters(Operation operation) {
        return operation.says().path("parameters").findValuesAsText("name");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Those of the content, or else of its type. */
    private List<JsonNode> examples(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        content.path("examples").forEach(example -> examples.add(example.path("value")));
        if (examples.isEmpty()) {
            resolved(content.path("schema")).path("examples").forEach(examples::add);
        }
        return examples;
    }

    /** Whether the type has an example, or all that it holds have. */
    private boolean hasExample(JsonNode schema) {
        JsonNode type = resolved(schema);
        if (LARGE.contains(schema.path("$ref").asText())) {
            return true;
        }
        if (type.has("anyOf")) {
            for (JsonNode one : type.path("anyOf")) {
                if (!hasExample(one)) {
                    return false;
                }
            }
            return true;
        }
        return !type.path("examples").isEmpty()
                || (type.path("properties").has("items") && hasExample(type.at("/properties/items/items")));
    }

    private JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asText();
        return ref.isEmpty() ? schema : document.at(ref.substring(1));
    }

    /** The path of what the examples make. */
    private String filled(String path) {
        String kind = path.split("/", -1)[3];
        String type = Map.of(
                        "components",
                        "Component",
                        "policies",
                        "PortPolicy",
                        "packs",
                        "Pack",
                        "sites",
                        "Site",
                        "endpoints",
                        "Endpoint")
                .getOrDefault(kind, "Site");
        JsonNode schemas = document.path("components").path("schemas");
        JsonNode item = schemas.path(type).path("examples").path(0);
        return path.replace(
                        "{id}",
                        Optional.ofNullable(item.get("id"))
                                .orElse(item.path("key"))
                                .asText())
                .replace("{site}", schemas.at("/Site/examples/0/id").asText())
                .replace("{endpoint}", schemas.at("/Endpoint/examples/0/id").asText())
                .replace("{agent}", schemas.at("/Agent/examples/0/id").asText())
                .replaceAll("\\{(number|version|revision)}", "1");
    }

    private static RequestSpecification request() {
        return given().config(RestAssured.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }
}
