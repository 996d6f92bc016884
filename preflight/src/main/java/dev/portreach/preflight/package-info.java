/**
 * A preflight: one sweep from this machine, without any server. Made of the services' own rules: the catalog's packs and
 * rendering, the agent's planning and engine, the judge of alert-service.
 */
package dev.portreach.preflight;
