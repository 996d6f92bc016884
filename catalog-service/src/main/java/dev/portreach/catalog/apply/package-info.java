/** Configuration as files over REST: bulk import, declarative apply with its plan, export. */
package dev.portreach.catalog.apply;
