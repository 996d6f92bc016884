/**
 * Why a port was refused or not reached: the ICMP error itself, from the kernel's error queue, where the machine lets an
 * unprivileged process read it.
 */
package dev.portreach.probe.icmp;
