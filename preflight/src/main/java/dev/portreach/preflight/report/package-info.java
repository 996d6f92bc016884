/** What the sweep says, for people and for scripts. */
package dev.portreach.preflight.report;
