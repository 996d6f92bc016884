package dev.portreach.catalog.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field that differs.
 *
 * @param field path, such as {@code labels.tier} or {@code policies[central.http].ports}
 * @param from absent if it was not there
 * @param to absent if it is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldChange(String field, JsonNode from, JsonNode to) {}
