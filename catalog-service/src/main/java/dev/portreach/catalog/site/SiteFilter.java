package dev.portreach.catalog.site;

import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.selector.InvalidSelectorException;
import dev.portreach.catalog.selector.Selector;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Words;
import dev.portreach.contracts.policy.Access;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which sites a list shows. */
public class SiteFilter {

    /** What selectors see beside labels; the access as it is in the database, by its wire name. */
    private static final Map<String, String> COLUMNS =
            Map.of("region", "region", "access", "replace(lower(access), '_', '-')", "site", "id");

    @QueryParam("region")
    @Parameter(description = "The region of sites")
    String region;

    @QueryParam("access")
    @Parameter(description = "intranet-vpn, extranet-vpn or direct")
    String access;

    @QueryParam("label")
    @Parameter(description = "key=value, repeatable")
    List<String> label;

    @QueryParam("labels")
    @Parameter(description = "A label selector, such as region=emea,tier in (gold,silver),!closed")
    String labels;

    Filter toFilter() {
        Filter filter = new Filter()
                .equal("region", region)
                .equal("access", Words.read("access", Access.class, access))
                .labels(label);
        return labels == null ? filter : filter.selector(selector(), COLUMNS);
    }

    private Selector selector() {
        try {
            return Selector.parse(labels);
        } catch (InvalidSelectorException e) {
            throw ProblemException.invalid("labels", e.getMessage());
        }
    }
}
