package dev.portreach.alert.acknowledge;

import java.time.Instant;

/**
 * Who looks after an incident.
 *
 * @param by who
 * @param note what they say; may be absent
 */
public record AcknowledgementView(String by, String note, Instant at) {}
