/** What a peer says once TCP lets a probe in: TLS handshakes and what their certificates are worth, HTTP answers. */
package dev.portreach.probe.application;
