/** Reads and refuses input, naming field and reason. No framework here. */
package dev.portreach.catalog.check;
