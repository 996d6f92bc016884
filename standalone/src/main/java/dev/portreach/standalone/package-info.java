/**
 * The launcher: the whole of Portreach on one machine, with an embedded broker and database, the services as they are
 * shipped, and a demo whose faults are real.
 */
package dev.portreach.standalone;
