package dev.portreach.catalog.store;

import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.contracts.WireName;
import java.util.Arrays;

/** Enum values in queries, by their wire names. */
public final class Words {

    private Words() {}

    /** The constant of that wire name; null for null. */
    public static <E extends Enum<E>> E read(String field, Class<E> type, String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> WireName.of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(field, "is not a known value"));
    }
}
