package dev.portreach.contracts.event;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers of dead letters; the names are those that SmallRye Reactive Messaging writes, so that one tool reads all. */
public final class DeadLetters {

    public static final String REASON = "dead-letter-reason";
    public static final String CAUSE = "dead-letter-cause";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";

    private DeadLetters() {}

    /**
     * The original's headers, and why and whence.
     *
     * @param reason one word, such as {@code malformed}, {@code bad-signature}, {@code unknown-agent}
     * @param cause one line for people
     */
    public static Headers headers(
            Headers original, String topic, int partition, long offset, String reason, String cause) {
        Headers headers = new RecordHeaders(original == null ? new RecordHeaders() : original);
        EventCodec.add(headers, REASON, reason);
        EventCodec.add(headers, CAUSE, cause);
        EventCodec.add(headers, TOPIC, topic);
        EventCodec.add(headers, PARTITION, Integer.toString(partition));
        EventCodec.add(headers, OFFSET, Long.toString(offset));
        return headers;
    }
}
