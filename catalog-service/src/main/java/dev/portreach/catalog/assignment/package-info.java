/** What a site has to probe, as a pure function of the catalog. No framework here. */
package dev.portreach.catalog.assignment;
