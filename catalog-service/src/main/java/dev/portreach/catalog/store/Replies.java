package dev.portreach.catalog.store;

import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers of the resources, all alike. */
public final class Replies {

    private Replies() {}

    /** 200 with ETag, or 201 where the request created it. */
    public static <R> RestResponse<R> of(Stored<R> stored, UriInfo at) {
        RestResponse.ResponseBuilder<R> reply = RestResponse.ResponseBuilder.ok(stored.item());
        if (stored.isNew()) {
            reply.status(Response.Status.CREATED).location(at.getRequestUri());
        }
        return reply.tag(new EntityTag(stored.etag())).build();
    }

    /** 201 with Location and ETag. */
    public static <R> RestResponse<R> created(Stored<R> stored, UriInfo at) {
        return RestResponse.ResponseBuilder.ok(stored.item())
                .status(Response.Status.CREATED)
                .location(at.getAbsolutePathBuilder().path(stored.id()).build())
                .tag(new EntityTag(stored.etag()))
                .build();
    }

    /** The body, which must be there. */
    public static <R> R body(R body) {
        if (body == null) {
            throw new ProblemException(ProblemKind.MALFORMED, "the body is missing", List.of());
        }
        return body;
    }
}
