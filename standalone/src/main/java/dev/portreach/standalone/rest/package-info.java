/** Asking the services over their REST interfaces. */
package dev.portreach.standalone.rest;
