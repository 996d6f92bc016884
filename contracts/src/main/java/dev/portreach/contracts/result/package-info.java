/** What agents saw and how they are: batches of observations, and heartbeats. */
package dev.portreach.contracts.result;
