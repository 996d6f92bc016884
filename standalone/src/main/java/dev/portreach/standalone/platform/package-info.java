/** Broker, database and services together: their ports, their start in the right order, and their end. */
package dev.portreach.standalone.platform;
