/** Round-trip times and raw loss over time, from roll-ups. */
package dev.portreach.alert.latency;
