package dev.portreach.alert.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.contracts.rest.BodyTag;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives everything that is read as JSON a tag of its bytes, and answers 304 to who has it. The body is made all the same, as
 * nothing cheaper says whether it has changed: what this saves is the way to the client. What has a version is a definition,
 * which is JSON, too.
 */
@Singleton
public class ConditionalGet {

    private final ObjectMapper json;

    ConditionalGet(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        boolean isShown = isRead(request) && response.getStatus() == Response.Status.OK.getStatusCode();
        String version = response.getHeaderString(HttpHeaders.ETAG);
        boolean isJson = version != null || MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType());
        if ((isShown || version != null) && response.getEntity() != null && isJson) {
            byte[] body = json.writeValueAsBytes(response.getEntity());
            EntityTag tag = new EntityTag(BodyTag.of(version == null ? null : version.replace("\"", ""), body));
            response.setEntity(body, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
            if (isShown && request.getRequest().evaluatePreconditions(tag) != null) {
                response.setEntity(null);
                response.setStatusInfo(Response.Status.NOT_MODIFIED);
            }
        }
    }

    private static boolean isRead(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD);
    }
}
