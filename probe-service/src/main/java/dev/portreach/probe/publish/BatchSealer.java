package dev.portreach.probe.publish;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.trust.EventSignature;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.spool.SpooledBatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Numbers, encodes and signs batches; numbers begin again with each epoch. Confined to one thread. */
final class BatchSealer {

    private final AgentIdentity identity;
    private final EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
    private String epoch = "";
    private long seq;

    BatchSealer(AgentIdentity identity) {
        this.identity = identity;
    }

    SpooledBatch seal(Harvest harvest) {
        if (!epoch.equals(harvest.epoch())) {
            epoch = harvest.epoch();
            seq = 0;
        }
        long number = ++seq;
        byte[] value = codec.write(new ResultBatch(
                identity.id(), identity.site(), epoch, number, harvest.revision(), harvest.observations()));
        return new SpooledBatch(epoch + "-" + number, harvest.time(), sign(value), value);
    }

    /** The record that carries a batch, now or after a restart. */
    ProducerRecord<byte[], byte[]> record(String topic, byte[] key, SpooledBatch batch) {
        Headers headers = codec.headers(batch.id(), identity.source(), batch.time());
        EventCodec.add(headers, EventCodec.SIGNATURE, batch.isSigned() ? batch.signature() : sign(batch.value()));
        return new ProducerRecord<>(topic, null, null, key, batch.value(), headers);
    }

    /** The same bytes always get the same signature (RFC 8032, section 5.1.6). */
    private String sign(byte[] value) {
        return EventSignature.sign(identity.privateKey(), EventType.RESULTS, identity.site(), value);
    }
}
