/** Webhook channels: where messages go. Their addresses are secrets and leave the service only towards themselves. */
package dev.portreach.alert.channel;
