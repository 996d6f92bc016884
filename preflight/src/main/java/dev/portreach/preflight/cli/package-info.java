/** The command {@code check}: of {@code ./portreach}, and of the download that runs by itself. */
package dev.portreach.preflight.cli;
