/** One inferred cause with its scope, evidence and life cycle. */
package dev.portreach.contracts.incident;
