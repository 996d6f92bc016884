package dev.portreach.catalog.store;

import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.contracts.rest.BodyTag;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the client believes to be there (RFC 9110, section 13).
 *
 * @param ifMatch header, null if not sent
 * @param ifNoneMatch header, null if not sent
 */
public record Preconditions(String ifMatch, String ifNoneMatch) {

    public static final Preconditions NONE = new Preconditions(null, null);

    /**
     * Compares with what is there.
     *
     * @param etag of the current version without quotes; empty if there is none
     * @throws ProblemException 412 if the client is wrong
     */
    public void require(Optional<String> etag) {
        if (ifMatch != null && !(etag.isPresent() && names(ifMatch, etag.get()))) {
            throw ProblemException.preconditionFailed(
                    etag.map(is -> "If-Match says %s, but it is at \"%s\"; read it again".formatted(ifMatch, is))
                            .orElse("If-Match is sent, but it does not exist"));
        }
        if (ifNoneMatch != null && etag.isPresent() && names(ifNoneMatch, etag.get())) {
            throw ProblemException.preconditionFailed("If-None-Match says %s, but it is there".formatted(ifNoneMatch));
        }
    }

    /** Whether the header names the version; a weak tag ({@code W/}) never does. */
    private static boolean names(String header, String etag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .map(BodyTag::version)
                .anyMatch(tag -> tag.equals("*") || tag.equals('"' + etag + '"'));
    }
}
