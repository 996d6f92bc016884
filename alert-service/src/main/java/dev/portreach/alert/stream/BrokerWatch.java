package dev.portreach.alert.stream;

import java.time.Instant;

/** Whether the broker can be reached, and how far heartbeats go: silence of agents means nothing while it cannot. */
public interface BrokerWatch {

    /** Since when it has been reachable without a break; null while it is not. */
    Instant reachableSince();

    /** Offset of the first heartbeat of a partition that the broker still has, -1 if not known. */
    long heartbeatsBegin(int partition);

    /** Offset after the last heartbeat of a partition, -1 if not known. */
    long heartbeatsEnd(int partition);
}
