package dev.portreach.alert.definition;

import dev.portreach.alert.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Answers of the resources that show definitions, all alike; the ETag serves If-Match. */
public final class Replies {

    private Replies() {}

    /** 200. */
    public static Response of(Definition definition, Object view) {
        return tagged(Response.ok(), definition, view);
    }

    /** 200, or 201 where the request created it. */
    public static Response of(Saved<?> saved, Object view) {
        return tagged(Response.status(saved.created() ? 201 : 200), saved.definition(), view);
    }

    /** 201 with its place. */
    public static Response created(String place, Definition definition, Object view) {
        return tagged(Response.created(URI.create(place)), definition, view);
    }

    private static Response tagged(Response.ResponseBuilder response, Definition definition, Object view) {
        return response.entity(view).header("ETag", definition.etag()).build();
    }

    /** @throws ProblemException 400 if the request has no body */
    public static <T> T body(T input) {
        if (input == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        return input;
    }
}
