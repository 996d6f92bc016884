package dev.portreach.probe.publish;

import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.Topics;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds copies of records that could not be used until there is a producer for them. The originals stay on their topic,
 * so that a few copies suffice.
 */
public final class DeadLetterBox {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBox.class);
    private static final int MOST = 16;

    private final Queue<ProducerRecord<byte[], byte[]>> letters = new ArrayBlockingQueue<>(MOST);

    /** Keeps a copy; dropped if the box is full. */
    public void put(ConsumerRecord<byte[], byte[]> source, String reason, String cause) {
        letters.offer(new ProducerRecord<>(
                Topics.deadLetters(source.topic()),
                null,
                source.key(),
                source.value(),
                DeadLetters.headers(
                        source.headers(), source.topic(), source.partition(), source.offset(), reason, cause)));
    }

    /** Hands all to the producer. */
    @SuppressWarnings("FutureReturnValueIgnored") // the record that a lost copy was made of is still there
    public void emptyInto(Producer<byte[], byte[]> producer) {
        ProducerRecord<byte[], byte[]> letter;
        while ((letter = letters.poll()) != null) {
            try {
                producer.send(letter);
            } catch (RuntimeException e) { // anything: the box is emptied on the heartbeat's timer, which must go on
                LOG.debug("a dead letter was not sent", e);
            }
        }
    }
}
