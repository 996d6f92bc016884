package dev.portreach.catalog.relay;

import java.util.Optional;

/**
 * What is to be done for a site.
 *
 * @param revision to publish; empty if nothing changed and only the outbox rows are to go
 */
record Outgoing(Pending pending, Optional<Revision> revision) {}
