/** What happens once at start, and the configuration. */
package dev.portreach.catalog.boot;
