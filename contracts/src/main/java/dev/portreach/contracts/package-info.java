/**
 * What the services say to each other. Records here are the wire form of every Kafka event: JSON under CloudEvents
 * headers, described by the JSON Schemas in {@code /schemas} and the AsyncAPI document beside them. Nothing here knows
 * a framework, a database or a service.
 */
package dev.portreach.contracts;
