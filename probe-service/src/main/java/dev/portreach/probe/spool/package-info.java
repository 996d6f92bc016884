/** Batches on disk from the moment they are taken until the broker has them. */
package dev.portreach.probe.spool;
