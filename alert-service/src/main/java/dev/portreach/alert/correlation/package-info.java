/**
 * Stage 2: infers from all check states and agent states the few causes that explain them, and leads incidents through
 * their life. Pure: time is passed in.
 */
package dev.portreach.alert.correlation;
