/** A request sent and an answer awaited, over UDP or after a TCP handshake, many at once on one selector thread. */
package dev.portreach.probe.exchange;
