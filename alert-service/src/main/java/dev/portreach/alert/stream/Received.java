package dev.portreach.alert.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record as it came, with its place. */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are passed on as they are
record Received(String topic, int partition, long offset, long timestamp, String key, byte[] value, Headers headers) {

    static Received of(Record<String, byte[]> record, RecordMetadata place) {
        return new Received(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    /**
     * The same, to be kept in a store.
     *
     * @param format version of this record's shape
     * @param parkedAt milliseconds since the epoch
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    record Parked(
            int format,
            long parkedAt,
            String topic,
            int partition,
            long offset,
            long timestamp,
            String key,
            byte[] value,
            Map<String, byte[]> headers) {

        Received received() {
            Headers all = new RecordHeaders();
            headers.forEach(all::add);
            return new Received(topic, partition, offset, timestamp, key, value, all);
        }
    }

    Parked parked(long now) {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                kept.put(header.key(), header.value());
            }
        }
        return new Parked(1, now, topic, partition, offset, timestamp, key, value, kept);
    }
}
