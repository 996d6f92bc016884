/** What the REST interfaces of the services have in common. */
package dev.portreach.contracts.rest;
