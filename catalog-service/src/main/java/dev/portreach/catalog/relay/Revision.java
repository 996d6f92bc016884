package dev.portreach.catalog.relay;

import java.time.Instant;

/**
 * A revision of a site's assignment as it was, or will be, sent.
 *
 * @param content JSON of the whole assignment; null where the site is gone
 * @param deliveredAt when Kafka had acknowledged it on both topics; null if not yet
 */
record Revision(String site, long revision, Instant issuedAt, String content, Instant deliveredAt) {

    boolean isTombstone() {
        return content == null;
    }

    boolean isDelivered() {
        return deliveredAt != null;
    }
}
