package dev.portreach.catalog.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What all sites together put on an endpoint, at most: probes by schedule, of ports that answer or not. Re-probes after a
 * failure come on top for seconds.
 *
 * @param endpoint id
 * @param sites that need it
 * @param agents at those sites; a site where none is enrolled yet counts as one
 * @param unstretched connections a second if every interval were as its policy says
 * @param connectionsPerSecond as it is, with stretched intervals
 * @param limit connections a second that an endpoint may get; absent if none is configured
 * @param stretch factor by which intervals are longer to stay below the limit; 1 if they are not
 * @param rows inbound policies of its component, the heaviest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointLoad(
        String endpoint,
        int sites,
        int agents,
        double unstretched,
        double connectionsPerSecond,
        Double limit,
        int stretch,
        List<RowLoad> rows) {}
