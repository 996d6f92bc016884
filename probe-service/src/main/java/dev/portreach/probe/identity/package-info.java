/** Who this agent is: its key, its id, its enrolment with the catalog. */
package dev.portreach.probe.identity;
