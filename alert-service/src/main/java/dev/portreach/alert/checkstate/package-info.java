/** Read model of the check states that the stream publishes: single checks, and the matrix of sites and components. */
package dev.portreach.alert.checkstate;
