/** What must be open for a site, as few rules as can be, and as each firewall's own words. No framework here. */
package dev.portreach.catalog.firewall;
