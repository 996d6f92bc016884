/**
 * End-to-end and fault tests of Portreach as it is shipped, a laboratory of network namespaces with real firewalls, and
 * benchmarks. Everything here drives the launcher and the jars from outside, as a user would.
 */
package dev.portreach.lab;
