/** Files that people bring and take: YAML, JSON and CSV with the place of everything that is wrong. No framework here. */
package dev.portreach.catalog.document;
