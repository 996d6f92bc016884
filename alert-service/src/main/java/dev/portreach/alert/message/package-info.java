/** What an incident says to people: one line for the cause and its scope, a few for the evidence and who acts. Pure. */
package dev.portreach.alert.message;
