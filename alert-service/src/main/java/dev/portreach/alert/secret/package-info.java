/** Keeps secrets encrypted in the database: AES-256-GCM under a key from configuration or a file. */
package dev.portreach.alert.secret;
