package dev.portreach.catalog.apply;

import dev.portreach.catalog.plan.NamedFile;
import java.util.List;

/** Files to be applied together. */
public record ApplyRequest(List<NamedFile> files) {}
