package dev.portreach.catalog.firewall;

import dev.portreach.contracts.assignment.EnforcementPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one device on the way is asked for.
 *
 * @param point the device, with its owner
 * @param text in plain words
 */
public record Ask(EnforcementPoint point, String text) {

    static List<Ask> of(FirewallRequest request) {
        int rows = request.rows().size();
        String pass = rows == 0
                ? "nothing"
                : rows == 1
                        ? "let row 1 pass, and its answers"
                        : "let rows 1 to %d pass, and their answers".formatted(rows);
        List<Ask> asks = new ArrayList<>();
        for (EnforcementPoint point : request.enforcementPoints()) {
            boolean isScanned = request.scanner() != null && looksForScanners(point.kind());
            asks.add(new Ask(point, isScanned ? pass + "; except the agents from scan detection" : pass));
        }
        return asks;
    }

    private static boolean looksForScanners(String kind) {
        String lower = kind == null ? "" : kind.toLowerCase(Locale.ROOT);
        return lower.contains("ips") || lower.contains("ids") || lower.contains("intrusion");
    }
}
