/** The site's assignment: read from Kafka, checked entry by entry, kept on disk. */
package dev.portreach.probe.assignment;
