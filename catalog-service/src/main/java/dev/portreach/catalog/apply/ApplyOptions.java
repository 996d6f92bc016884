package dev.portreach.catalog.apply;

/**
 * How to apply files.
 *
 * @param dryRun whether to change nothing
 * @param prune whether the files are all there is to be
 */
record ApplyOptions(boolean dryRun, boolean prune) {}
