package dev.portreach.alert.channel;

import dev.portreach.alert.problem.Problem;
import dev.portreach.alert.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel as operators define it.
 *
 * @param type {@code slack} or {@code json}
 * @param url http or https; a secret
 * @param enabled true if absent
 */
public record ChannelInput(String type, String url, Boolean enabled) {

    record Valid(ChannelType type, ChannelUrl url, boolean enabled) {}

    /** @throws ProblemException naming every wrong field */
    Valid validate() {
        List<Problem.FieldError> errors = new ArrayList<>();
        ChannelType validType = null;
        ChannelUrl validUrl = null;
        try {
            validType = ChannelType.ofWireName(type);
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError("type", e.getMessage()));
        }
        try {
            validUrl = ChannelUrl.parse(url);
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError("url", e.getMessage()));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Valid(validType, validUrl, enabled == null || enabled);
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "ChannelInput[type=%s, enabled=%s]".formatted(type, enabled);
    }
}
