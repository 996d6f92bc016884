/**
 * Simulation of diagnosis: made-up companies, networks with faults and noise, the shipped detector and correlator between
 * them, and a score of what they say. Pure and seeded: the same seed gives the same figures; time is passed in.
 */
package dev.portreach.lab.simulation;
