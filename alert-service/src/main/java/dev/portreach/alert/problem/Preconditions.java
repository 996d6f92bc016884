package dev.portreach.alert.problem;

import dev.portreach.contracts.rest.BodyTag;
import java.util.Arrays;
import java.util.Optional;

/**
 * The conditions of a request (RFC 9110, 13.1) on the version of what it changes.
 *
 * @param ifMatch the header; null if absent
 * @param ifNoneMatch the header; null if absent
 */
public record Preconditions(String ifMatch, String ifNoneMatch) {

    /**
     * @param etag of what is there now
     * @throws ProblemException 412 if they do not hold
     */
    public void check(Optional<String> etag) {
        if (ifMatch != null && !etag.map(present -> matches(ifMatch, present)).orElse(false)) {
            throw ProblemException.precondition("If-Match does not name the present version; read it again first");
        }
        if (ifNoneMatch != null
                && etag.map(present -> matches(ifNoneMatch, present)).orElse(false)) {
            throw ProblemException.precondition("If-None-Match names what is there already");
        }
    }

    private static boolean matches(String header, String etag) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .map(BodyTag::version)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
