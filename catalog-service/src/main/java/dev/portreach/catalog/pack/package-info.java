/** Versioned sets of components with their policies, importable as one JSON document; one is built in. */
package dev.portreach.catalog.pack;
