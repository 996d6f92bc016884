package dev.portreach.alert.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param status HTTP status; null if there was no answer
 * @param error why it failed; null if it was delivered; never holds an address
 * @param retryAfter what the receiver asked for
 */
record Answer(Integer status, String error, Optional<Duration> retryAfter) {

    static Answer of(int status, Optional<Duration> retryAfter) {
        boolean success = status >= 200 && status < 300;
        return new Answer(status, success ? null : "HTTP status " + status, retryAfter);
    }

    static Answer none(String error) {
        return new Answer(null, error, Optional.empty());
    }

    boolean delivered() {
        return error == null;
    }
}
