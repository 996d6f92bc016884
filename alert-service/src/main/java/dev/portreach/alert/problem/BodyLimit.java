package dev.portreach.alert.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that nothing here needs, before they are read. */
public class BodyLimit {

    private static final long LARGEST_BYTES = 64 * 1024;

    /** A preflight of ragged ranges has long lists of ports. */
    private static final long LARGEST_PROOF_BYTES = 1024 * 1024;

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        String length = request.getHeaderString("Content-Length");
        boolean isProof = request.getUriInfo().getPath().equals("/api/v1/proofs");
        long largest = isProof ? LARGEST_PROOF_BYTES : LARGEST_BYTES;
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > largest) {
            throw new ProblemException(
                    413,
                    "too-large",
                    "Body too large",
                    "no body here is larger than %d bytes".formatted(largest),
                    List.of());
        }
    }
}
