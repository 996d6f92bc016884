/** Which channels are told of an incident: ordered rules, and all channels where none matches. */
package dev.portreach.alert.routing;
