/** TCP connects by the hundred on one selector thread, and what each of them proves. */
package dev.portreach.probe.engine;
