/** What must hold before the service works: a safe address to bind, and topics that are as they must be. */
package dev.portreach.alert.startup;
