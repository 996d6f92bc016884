/** Every error of the API as Problem Details (RFC 9457), and the reading of what callers send. */
package dev.portreach.alert.problem;
