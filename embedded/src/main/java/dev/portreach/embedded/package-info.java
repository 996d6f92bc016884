/**
 * A Kafka broker in this process (KRaft) and a PostgreSQL server beside it, both durable under a directory. The launcher
 * runs on them; the services' integration tests use the same, so that what is tested is what runs.
 */
package dev.portreach.embedded;
