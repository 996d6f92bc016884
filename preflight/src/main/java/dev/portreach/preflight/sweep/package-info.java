/** Probing every port once, at the pace that was asked for. */
package dev.portreach.preflight.sweep;
