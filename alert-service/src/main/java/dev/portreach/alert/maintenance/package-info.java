/** Maintenance windows: what is muted once, or again and again by the calendar. */
package dev.portreach.alert.maintenance;
