package dev.portreach.lab;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.result.ResultBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All batches of results that the broker holds. */
public final class ResultTopic {

    private ResultTopic() {}

    /**
     * Sequence numbers that are missing within an epoch of an agent: results that an agent had taken, and that are lost
     * or still on their way.
     */
    public static List<String> gaps(String bootstrapServers) {
        Map<String, TreeSet<Long>> seen = new TreeMap<>();
        EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
        TopicReader.read(bootstrapServers, new Topics(Topics.DEFAULT_PREFIX).results()::equals, record -> {
            ResultBatch batch = codec.read(record.value());
            seen.computeIfAbsent(batch.agent() + "/" + batch.epoch(), key -> new TreeSet<>())
                    .add(batch.seq());
        });
        List<String> gaps = new ArrayList<>();
        seen.forEach((epoch, numbers) -> {
            for (long seq = 1; seq <= numbers.last(); seq++) {
                if (!numbers.contains(seq)) {
                    gaps.add(epoch + "#" + seq);
                }
            }
        });
        return gaps;
    }
}
