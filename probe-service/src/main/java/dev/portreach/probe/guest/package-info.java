/**
 * Being a good guest: how fast new ports of a target may be touched, when to back off, how many may stay unanswered, and
 * the one port outside policy that is probed. Pure.
 */
package dev.portreach.probe.guest;
