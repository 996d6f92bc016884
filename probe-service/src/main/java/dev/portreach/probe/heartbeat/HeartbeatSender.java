package dev.portreach.probe.heartbeat;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.trust.EventSignature;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.publish.BrokerLink;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends heartbeats, one at a time and never from the spool: an old heartbeat says nothing. */
public final class HeartbeatSender implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatSender.class);

    private final AgentIdentity identity;
    private final BrokerLink link;
    private final String topic;
    private final Supplier<Heartbeat> source;
    private final EventCodec<Heartbeat> codec = new EventCodec<>(EventType.HEARTBEAT);
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicLong number = new AtomicLong();

    /** @param source makes a heartbeat of the present moment */
    public HeartbeatSender(AgentIdentity identity, BrokerLink link, String topic, Supplier<Heartbeat> source) {
        this.identity = identity;
        this.link = link;
        this.topic = topic;
        this.source = source;
    }

    /** Sends one, unless the one before is still under way or there is no broker. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a lost heartbeat is followed by the next
    public void run() {
        Producer<byte[], byte[]> producer = link.producer().orElse(null);
        if (producer == null || !underWay.compareAndSet(false, true)) {
            return;
        }
        try {
            producer.send(record(source.get()), (metadata, failure) -> underWay.set(false));
        } catch (RuntimeException e) { // anything: an exception would end the timer for good
            underWay.set(false);
            LOG.debug("a heartbeat was not sent", e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(Heartbeat heartbeat) {
        byte[] value = codec.write(heartbeat);
        Headers headers =
                codec.headers(heartbeat.epoch() + "-hb-" + number.incrementAndGet(), identity.source(), heartbeat.at());
        EventCodec.add(
                headers,
                EventCodec.SIGNATURE,
                EventSignature.sign(identity.privateKey(), EventType.HEARTBEAT, identity.site(), value));
        byte[] key = identity.site().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }
}
