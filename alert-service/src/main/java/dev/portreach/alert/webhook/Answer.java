package dev.portreach.alert.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param status HTTP status; null if there was no answer
 * @param error why it failed; null if it was delivered; never holds an address
 * @param uncertain whether it may have been received although it failed
 * @param retryAfter what the receiver asked for
 */
public record Answer(Integer status, String error, boolean uncertain, Optional<Duration> retryAfter) {

    public static Answer of(int status, Optional<Duration> retryAfter) {
        boolean success = status >= 200 && status < 300;
        return new Answer(status, success ? null : "HTTP status " + status, false, retryAfter);
    }

    /** Nothing was sent. */
    public static Answer unsent(String error) {
        return new Answer(null, error, false, Optional.empty());
    }

    /** It was sent, perhaps in part, and not answered. */
    public static Answer unanswered(String error) {
        return new Answer(null, error, true, Optional.empty());
    }

    public boolean delivered() {
        return error == null;
    }
}
