package dev.portreach.catalog.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.selector.InvalidSelectorException;
import dev.portreach.contracts.WireName;
import dev.portreach.contracts.port.InvalidPortsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what Jackson says into a field and a reason for people, without names of classes. */
public final class JsonFaults {

    private JsonFaults() {}

    /** The field at fault, empty for the document as a whole, and why. */
    public static Violation of(JsonProcessingException fault) {
        if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return new Violation(path(mapping), reason(mapping));
        }
        JsonLocation at = fault.getLocation();
        String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        return new Violation(
                "", fault instanceof JsonMappingException ? "is not the object expected" : "is not JSON" + where);
    }

    private static String path(JsonMappingException mapping) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.length() > 200 ? path.substring(0, 200) + "…" : path.toString();
    }

    private static String reason(JsonMappingException mapping) {
        for (Throwable cause = mapping; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidPortsException ports) {
                return ports.getMessage();
            }
            if (cause instanceof InvalidSelectorException selector) {
                return selector.getMessage();
            }
        }
        if (mapping instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        if (mapping instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return wanted(mismatch.getTargetType());
        }
        return "has the wrong type";
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> WireName.of((Enum<?>) constant))
                    .filter(name -> !name.equals("unrecognised"))
                    .collect(Collectors.joining(", ", "is not one of ", ""));
        }
        return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
            case "ports" -> "is not text; write for example \"80\" or \"20020-21020\"";
            case "selector" -> "is not text; write for example \"region=emea,tier in (gold,silver)\"";
            case "duration" -> "is not an ISO 8601 duration; write for example PT30S";
            case "int", "integer" -> "is not a whole number";
            case "boolean" -> "is not true or false";
            default -> "has the wrong type";
        };
    }
}
