/**
 * The body of a webhook request in the shape that each kind of receiver understands, within its limits. Pure. Names and
 * texts are hostile input here: whatever they hold, the payload is valid, short enough, and mentions nobody.
 */
package dev.portreach.alert.payload;
