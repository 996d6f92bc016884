/** Faults of the demo: real ones, made at its listeners and processes, and mended again. */
package dev.portreach.standalone.fault;
