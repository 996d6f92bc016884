/** Being a good guest: how fast new ports of one target may be touched. Pure. */
package dev.portreach.probe.guest;
