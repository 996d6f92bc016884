/** Silences: what operators mute for some time. */
package dev.portreach.alert.silence;
