/**
 * Observation against policy: one pure function, used by the stream and by history, so that both always say the same.
 */
package dev.portreach.alert.judge;
