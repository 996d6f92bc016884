package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Headers of a request that changes something. */
public class Edit {

    private static final int MAX_USER = 200;

    @HeaderParam("If-Match")
    @Parameter(
            description =
                    "Only if it still is at this version (the ETag of a read, or the plan of a dry run); else 412")
    String ifMatch;

    @HeaderParam("If-None-Match")
    @Parameter(description = "* for only if there is none; else 412")
    String ifNoneMatch;

    @HeaderParam("X-Portreach-User")
    @Parameter(description = "Who does it, for the audit; a proxy in front should set it")
    String user;

    /** Who does it, as the proxy in front says. */
    public String who() {
        if (user == null || user.isBlank()) {
            return "anonymous";
        }
        if (user.length() > MAX_USER || !Violations.isPrintable(user)) {
            throw ProblemException.invalid("X-Portreach-User", "is not printable or longer than " + MAX_USER);
        }
        return user;
    }

    public Preconditions preconditions() {
        return new Preconditions(ifMatch, ifNoneMatch);
    }
}
