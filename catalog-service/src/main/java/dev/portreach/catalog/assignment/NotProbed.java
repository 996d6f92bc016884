package dev.portreach.catalog.assignment;

/**
 * A row that a site needs and nobody probes.
 *
 * @param endpoint id of the endpoint
 * @param policy key of the policy; of a locked range, also of its blocked part
 * @param reason why, and what is missing
 */
public record NotProbed(String endpoint, String policy, String reason) {}
