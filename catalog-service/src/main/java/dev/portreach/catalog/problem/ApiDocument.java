package dev.portreach.catalog.problem;

import static java.util.Map.entry;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What holds for all operations in the OpenAPI document: how they refuse, and what their common parameters are. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            entry("id", "The item's id; of a policy, its key"),
            entry("site", "The site's id"),
            entry("agent", "The agent's id"),
            entry("endpoint", "The endpoint's id"),
            entry("policy", "The policy's key"),
            entry("component", "The component's id"),
            entry("pack", "The pack's id"),
            entry("protocol", "tcp, udp or icmp"),
            entry("direction", "inbound or outbound"),
            entry("address", "The endpoint's address"),
            entry("number", "The version, from 1"),
            entry("version", "The version, from 1"),
            entry("revision", "The revision, from 1"),
            entry("after", "The \"next\" of the page before"),
            entry("limit", "How many at most"),
            entry("dryRun", "Show what would change; change nothing"),
            entry("prune", "Delete what the files do not say"),
            entry("format", "yaml or json"),
            entry("Content-Type", "What the body is written in"));

    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(PARAMETERS.get(parameter.getName()));
        }
        return parameter;
    }

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses responses = operation.getResponses();
        responses.getAPIResponses().forEach((status, response) -> {
            withoutQualities(response.getContent());
            if (status.compareTo("400") >= 0 && response.getContent() == null) {
                response.setContent(problem());
            }
        });
        responses.setDefaultValue(refusal());
        if (isEdit(operation)) {
            operation.addParameter(reason());
        }
        return operation;
    }

    private static boolean isEdit(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> "X-Portreach-User".equals(parameter.getName()));
    }

    /** Read where the audit is written, of whatever request is at hand: no method has it among its own. */
    private static Parameter reason() {
        return OASFactory.createParameter()
                .name("X-Reason")
                .in(Parameter.In.HEADER)
                .description("Why, for the audit; at most 500 characters. ?reason= takes more than ASCII")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    /** Of paths that hold items POST answers 201, and so does a PUT that creates one; methods say neither by their types. */
    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, PathItem> paths = api.getPaths().getPathItems();
        paths.forEach((path, all) -> {
            PathItem one = paths.get(path + "/{id}");
            if (one != null && one.getPUT() != null && all.getPOST() != null) {
                APIResponses put = one.getPUT().getResponses();
                put.addAPIResponse("201", put.getAPIResponse("200"));
                APIResponses post = all.getPOST().getResponses();
                if (!post.hasAPIResponse("201")) {
                    post.addAPIResponse("201", post.getAPIResponse("200"));
                    post.removeAPIResponse("200");
                }
            }
        });
    }

    /** How much a type is preferred is no part of its name. */
    private static void withoutQualities(Content content) {
        if (content != null) {
            for (Map.Entry<String, MediaType> type :
                    Map.copyOf(content.getMediaTypes()).entrySet()) {
                if (type.getKey().contains(";")) {
                    content.removeMediaType(type.getKey());
                    content.addMediaType(type.getKey().replaceAll(";.*", ""), type.getValue());
                }
            }
        }
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("Refused; the problem says why, and which fields are wrong")
                .content(problem());
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    }
}
