/** Brings every change of a site's assignment to Kafka: outbox, revisions, publication, and what was sent. */
package dev.portreach.catalog.relay;
