/** One webhook request, sent safely: to addresses that are allowed only, signed, without following anybody elsewhere. */
package dev.portreach.alert.webhook;
