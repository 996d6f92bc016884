package dev.portreach.alert.trouble;

import java.time.Instant;

/**
 * A trouble that is there.
 *
 * @param since when it was first seen
 * @param what one sentence with its figures
 */
record Finding(Instant since, String what) {}
