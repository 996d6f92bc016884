/** Read model of incidents, and what of them is worth a message. */
package dev.portreach.alert.incident;
