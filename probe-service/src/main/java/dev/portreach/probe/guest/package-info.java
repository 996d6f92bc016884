/**
 * Being a good guest: how fast new ports of one target may be touched, and the one port outside policy that is. Pure.
 */
package dev.portreach.probe.guest;
