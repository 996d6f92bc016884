/** What all sites' probes together put on an endpoint, and how far intervals are stretched for a limit. No framework here. */
package dev.portreach.catalog.load;
