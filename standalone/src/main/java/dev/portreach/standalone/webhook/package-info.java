/** The demo's receiver of webhooks: what a chat would get, in the terminal. */
package dev.portreach.standalone.webhook;
