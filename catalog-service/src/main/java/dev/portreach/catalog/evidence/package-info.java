/** Which checks fail, as read from Kafka into memory: for requests of only what is blocked. */
package dev.portreach.catalog.evidence;
