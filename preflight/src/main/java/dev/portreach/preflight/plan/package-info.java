/** What to probe: a pack, endpoints and options, as the catalog would render and an agent would plan them. */
package dev.portreach.preflight.plan;
