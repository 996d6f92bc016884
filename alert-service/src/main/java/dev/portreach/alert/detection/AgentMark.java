package dev.portreach.alert.detection;

/**
 * What changes with every batch of an agent, and is kept across restarts beside its {@link AgentEntry}.
 *
 * @param seen batches taken
 * @param watermark start of its newest observation taken, milliseconds since the epoch
 * @param intervalMillis between its heartbeats, 0 if none was heard
 */
public record AgentMark(String agent, SeenBatches seen, long watermark, long intervalMillis) {}
