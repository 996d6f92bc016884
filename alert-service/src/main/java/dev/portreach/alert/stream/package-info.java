/**
 * Detection on Kafka Streams: topology, stores and life cycle around the pure packages. The library is used directly, not
 * through an extension, as start and restart must wait for a broker that is away without holding up the application.
 */
package dev.portreach.alert.stream;
