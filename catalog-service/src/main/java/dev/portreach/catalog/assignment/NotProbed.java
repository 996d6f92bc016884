package dev.portreach.catalog.assignment;

/**
 * A row that a site needs and nobody probes, though its policy says so.
 *
 * @param endpoint id of the endpoint
 * @param policy key of the policy
 * @param reason what is missing
 */
public record NotProbed(String endpoint, String policy, String reason) {}
