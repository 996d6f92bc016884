/** The catalog: what must be reachable, from where; owner of components, policies, packs, sites and endpoints. */
package dev.portreach.catalog;
