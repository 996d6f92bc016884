package dev.portreach.alert.definition;

/** A definition as it is stored now, and whether the request created it. */
public record Saved<E extends Definition>(E definition, boolean created) {}
