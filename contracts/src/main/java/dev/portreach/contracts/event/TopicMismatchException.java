package dev.portreach.contracts.event;

/** A topic exists with another number of partitions than configured; keys would land elsewhere. */
public class TopicMismatchException extends RuntimeException {

    public TopicMismatchException(TopicSpec wanted, int partitions) {
        super(("topic %s has %d partitions, but %d are configured; partitions are never changed:"
                        + " configure %d, or use another topic prefix")
                .formatted(wanted.name(), partitions, wanted.partitions(), partitions));
    }
}
