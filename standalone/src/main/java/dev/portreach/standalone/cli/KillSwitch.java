package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The catalog's kill switch. */
final class KillSwitch {

    private final RestClient rest = new RestClient();
    private final CatalogOption catalog;

    KillSwitch(CatalogOption catalog) {
        this.catalog = catalog;
    }

    /** Ids of every site in the catalog. */
    List<String> sites() {
        List<String> sites = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor == null ? "" : "&cursor=" + encoded(cursor);
            JsonNode page = rest.get(catalog.api("sites?limit=500" + from));
            page.path("items").forEach(site -> sites.add(site.path("id").asText()));
            cursor = page.path("next").asText(null);
        } while (cursor != null);
        return sites;
    }

    void stop(String site, String reason) {
        rest.put(address(site), reason == null ? Map.of() : Map.of("reason", reason));
    }

    void start(String site) {
        rest.delete(address(site));
    }

    /** What is stopped: site, reason, by, since. */
    JsonNode stops() {
        return rest.get(catalog.api("stops")).path("items");
    }

    private String address(String site) {
        return catalog.api("sites/%s/stop".formatted(encoded(site)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
