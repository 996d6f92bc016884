/** "Recheck now": what somebody wants probed out of turn, for as long as it matters. */
package dev.portreach.catalog.recheck;
