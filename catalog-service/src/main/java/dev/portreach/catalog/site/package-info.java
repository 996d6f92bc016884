/** Places that users connect from, and the agents enrolled there. */
package dev.portreach.catalog.site;
