/** Sets of ports: written as people and vendor tables write them, kept sorted, disjoint and minimal. */
package dev.portreach.contracts.port;
