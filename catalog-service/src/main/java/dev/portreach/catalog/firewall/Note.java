package dev.portreach.catalog.firewall;

/**
 * What is no rule, and has to be known.
 *
 * @param about what it is about, such as an endpoint and a policy
 * @param text for people
 */
public record Note(String about, String text) {}
