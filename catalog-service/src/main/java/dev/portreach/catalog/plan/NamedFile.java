package dev.portreach.catalog.plan;

/**
 * A file of configuration.
 *
 * @param name without directories; its end says whether it is YAML ({@code .yaml}, {@code .yml}) or JSON ({@code .json})
 * @param content text
 */
public record NamedFile(String name, String content) {}
