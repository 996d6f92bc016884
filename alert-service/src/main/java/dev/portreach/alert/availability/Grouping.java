package dev.portreach.alert.availability;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What checks are counted together by: {@code site} (whose access is proven), {@code component}, {@code check}, or the value
 * of a site's label, {@code label.<name>}.
 *
 * @param names in the order in which groups are sorted
 */
record Grouping(List<String> names) {

    private static final String LABEL = "label.";
    private static final int MOST = 4;

    /** @throws ProblemException 400 if it names anything else */
    static Grouping parse(String text) {
        List<String> names = List.of(text.split(",", -1));
        boolean known = names.size() <= MOST
                && names.stream().allMatch(Grouping::isKnown)
                && names.stream().distinct().count() == names.size();
        if (!known) {
            throw ProblemException.invalid(
                    "by",
                    "must be up to %d of site, component, check, label.<name>, separated by commas".formatted(MOST));
        }
        return new Grouping(names);
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case "site", "component", "check" -> true;
            default -> name.matches("label\\.[A-Za-z0-9._/-]{1,63}");
        };
    }

    /** Value by name; empty text for a label that the site does not have. */
    Map<String, String> of(CheckDirectory.Entry check, Map<String, CheckDirectory.Site> sites) {
        Map<String, String> key = new LinkedHashMap<>();
        for (String name : names) {
            key.put(
                    name,
                    switch (name) {
                        case "site" -> check.subject();
                        case "component" -> check.component();
                        case "check" -> check.id();
                        default -> label(sites.get(check.subject()), name.substring(LABEL.length()));
                    });
        }
        return key;
    }

    private static String label(CheckDirectory.Site site, String name) {
        return site == null ? "" : site.labels().getOrDefault(name, "");
    }

    /** For sorting and for cursors: values in the order of the names. */
    static String position(Map<String, String> key) {
        return String.join("\u001f", new ArrayList<>(key.values()));
    }
}
