/** What a site is told to probe, whole and immutable under one revision. */
package dev.portreach.contracts.assignment;
