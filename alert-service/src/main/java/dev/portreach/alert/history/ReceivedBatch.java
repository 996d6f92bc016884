package dev.portreach.alert.history;

import dev.portreach.contracts.result.ResultBatch;

/**
 * A batch and what is needed to trust it, or to read it again later.
 *
 * @param appendedAt when the broker took it, milliseconds since the epoch
 * @param signature as it came; null if there was none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record ReceivedBatch(
        String key, ResultBatch batch, byte[] value, String signature, int partition, long offset, long appendedAt) {}
