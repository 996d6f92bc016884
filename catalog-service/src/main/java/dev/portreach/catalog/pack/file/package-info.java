/** Packs as files: JSON, YAML and a vendor's table as CSV, read with the place of what is wrong. No framework here. */
package dev.portreach.catalog.pack.file;
