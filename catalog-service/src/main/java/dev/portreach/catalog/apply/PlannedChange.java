package dev.portreach.catalog.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.catalog.plan.Action;
import dev.portreach.catalog.plan.FieldChange;
import java.util.List;

/**
 * One item of a plan.
 *
 * @param kind Pack, Component, Policy, Site or Endpoint
 * @param fields which differ, where it is changed
 */
public record PlannedChange(
        Action action, String kind, String id, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldChange> fields) {}
