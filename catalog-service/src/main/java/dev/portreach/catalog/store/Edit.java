package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;

/** Headers of a request that changes something. */
public class Edit {

    private static final int MAX_USER = 200;

    @HeaderParam("If-Match")
    String ifMatch;

    @HeaderParam("If-None-Match")
    String ifNoneMatch;

    @HeaderParam("X-Portreach-User")
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
