/** That somebody looks after an incident. */
package dev.portreach.alert.acknowledge;
