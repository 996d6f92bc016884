/** Ed25519 signatures by which a batch proves which agent sent it. */
package dev.portreach.contracts.trust;
