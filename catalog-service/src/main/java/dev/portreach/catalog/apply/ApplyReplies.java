package dev.portreach.catalog.apply;

import jakarta.ws.rs.core.EntityTag;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers of what applies files. */
final class ApplyReplies {

    private ApplyReplies() {}

    /** The report, with its plan's name as ETag. */
    static RestResponse<ApplyReport> of(ApplyReport report) {
        return RestResponse.ResponseBuilder.ok(report)
                .tag(new EntityTag(report.plan()))
                .build();
    }
}
