/** Being a good guest: how fast new ports of a target may be touched, when to back off, how many may stay unanswered. Pure. */
package dev.portreach.probe.guest;
