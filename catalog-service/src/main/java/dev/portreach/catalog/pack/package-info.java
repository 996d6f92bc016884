/** Versioned sets of components with their policies, importable as files; those in {@link PackFiles} are built in. */
package dev.portreach.catalog.pack;
