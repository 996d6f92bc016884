/** Adds a report to the history of an installation. */
package dev.portreach.preflight.upload;
