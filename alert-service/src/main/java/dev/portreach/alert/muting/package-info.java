/** What mutes an incident at an instant: silences and maintenance windows alike. */
package dev.portreach.alert.muting;
