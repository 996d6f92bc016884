/** Requests of protocols that make a peer answer, from definitions that users can add to. */
package dev.portreach.probe.payload;
