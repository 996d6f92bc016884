/**
 * What preflights proved from machines that are no agents. Nothing signs it and nobody enrolled those machines: it is shown
 * to people, and nothing is concluded from it.
 */
package dev.portreach.alert.proof;
