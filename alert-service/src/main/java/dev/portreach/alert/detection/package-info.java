/**
 * Stage 1: turns signed batches and heartbeats of one site into confirmed check states and agent states. Pure: time is
 * passed in, storage and publication are behind {@link dev.portreach.alert.detection.DetectionSink}.
 */
package dev.portreach.alert.detection;
