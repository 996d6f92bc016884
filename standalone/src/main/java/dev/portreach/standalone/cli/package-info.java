/** The commands of {@code ./portreach}. */
package dev.portreach.standalone.cli;
