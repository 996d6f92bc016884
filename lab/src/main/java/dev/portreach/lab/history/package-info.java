/** What history costs: how fast results become rows, and how many bytes they take at rest. */
package dev.portreach.lab.history;
