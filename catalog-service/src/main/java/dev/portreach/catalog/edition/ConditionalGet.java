package dev.portreach.catalog.edition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.contracts.rest.BodyTag;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives everything that is read a tag of its bytes, and answers 304 to who has it. Where {@link KeptByEdition} says so, the
 * bytes are made once an edition: a list that many ask for costs a look at the edition, which they share.
 */
@Singleton
public class ConditionalGet {

    private static final String EDITION = ConditionalGet.class.getName() + ".edition";
    private static final String IS_KEPT = ConditionalGet.class.getName() + ".kept";

    private final Editions editions;
    private final KeptReplies replies;
    private final ObjectMapper json;

    ConditionalGet(Editions editions, KeptReplies replies, ObjectMapper json) {
        this.editions = editions;
        this.replies = replies;
        this.json = json;
    }

    /** Where the database does not answer, the resource itself finds out and says so. */
    @KeptByEdition
    @ServerRequestFilter(nonBlocking = true)
    public Uni<Response> kept(ContainerRequestContext request) {
        if (!isRead(request)) {
            return Uni.createFrom().nullItem();
        }
        return editions.current()
                .onItem()
                .transform(edition -> kept(request, edition))
                .onFailure()
                .recoverWithNull();
    }

    private Response kept(ContainerRequestContext request, UUID edition) {
        request.setProperty(EDITION, edition);
        return replies.find(question(request), edition)
                .map(reply -> {
                    request.setProperty(IS_KEPT, true);
                    return Response.ok(reply.body(), reply.type())
                            .tag(reply.tag())
                            .build();
                })
                .orElse(null);
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        boolean isShown = isRead(request) && response.getStatus() == Response.Status.OK.getStatusCode();
        if (request.getProperty(IS_KEPT) == null && (isShown || response.getEntity() instanceof CatalogItem)) {
            byte[] body = body(response);
            if (body == null) {
                return;
            }
            EntityTag tag = tag(response, body);
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
            if (isShown && request.getProperty(EDITION) instanceof UUID edition) {
                MediaType type = response.getMediaType();
                replies.keep(question(request), new KeptReplies.Reply(edition, body, type, tag));
            }
        }
        if (isShown) {
            response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            if (request.getRequest().evaluatePreconditions(response.getEntityTag()) != null) {
                response.setEntity(null);
                response.setStatusInfo(Response.Status.NOT_MODIFIED);
            }
        }
    }

    /** The body as bytes, which it is from now on; null where it is none that is written at once. */
    private byte[] body(ContainerResponseContext response) throws JsonProcessingException {
        MediaType type = response.getMediaType();
        Object entity = response.getEntity();
        byte[] body = null;
        if (entity instanceof String text) {
            body = text.getBytes(StandardCharsets.UTF_8);
        } else if (entity != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
            body = json.writeValueAsBytes(entity);
        }
        if (body != null) {
            response.setEntity(body, new Annotation[0], type);
        }
        return body;
    }

    private static EntityTag tag(ContainerResponseContext response, byte[] body) {
        EntityTag version = response.getEntityTag();
        return new EntityTag(BodyTag.of(version == null ? null : version.getValue(), body));
    }

    private static KeptReplies.Question question(ContainerRequestContext request) {
        return new KeptReplies.Question(
                request.getUriInfo().getRequestUri(), request.getHeaderString(HttpHeaders.ACCEPT));
    }

    private static boolean isRead(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD);
    }
}
