package dev.portreach.catalog.firewall.rest;

import dev.portreach.catalog.firewall.CiscoIosAcl;
import dev.portreach.catalog.firewall.CsvText;
import dev.portreach.catalog.firewall.FirewallRequest;
import dev.portreach.catalog.firewall.Markdown;
import dev.portreach.catalog.firewall.NftablesRules;
import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a site's firewalls are to let pass, over REST, in the words of whoever reads it. */
@Path("/api/v1/sites/{site}/firewall-request")
@Produces(MediaType.WILDCARD)
@Tag(name = "firewall requests")
public class FirewallRequestResource {

    private static final String FAILING = "failing";

    private final FirewallRequests requests;
    private final HtmlPage html;

    FirewallRequestResource(FirewallRequests requests, HtmlPage html) {
        this.requests = requests;
        this.html = html;
    }

    @GET
    @Operation(summary = "What must be open for the site, initiator to responder, as few rows as can be")
    @APIResponse(
            responseCode = "200",
            description = "The request",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FirewallRequest.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "409", description = "The site has no sources")
    @APIResponse(responseCode = "503", description = "only=failing, and what fails is not known yet")
    public Response get(
            @PathParam("site") String site,
            @Parameter(
                            description = "json, html, markdown, csv, nftables or cisco-ios; without it, by Accept",
                            schema =
                                    @Schema(enumeration = {"json", "html", "markdown", "csv", "nftables", "cisco-ios"}))
                    @QueryParam("format")
                    String format,
            @Parameter(
                            description = "failing: only what the evidence shows blocked",
                            schema = @Schema(enumeration = FAILING))
                    @QueryParam("only")
                    String only,
            @Context HttpHeaders headers) {
        RequestFormat asked = RequestFormat.of(format, headers.getAcceptableMediaTypes());
        if (only != null && !only.equals(FAILING)) {
            throw ProblemException.invalid("only", "is not \"failing\"");
        }
        FirewallRequest request = requests.request(site, only != null);
        return Response.ok(body(request, asked))
                .type(asked.mediaType())
                .header(
                        "Content-Disposition",
                        "inline; filename=\"firewall-request-%s.%s\"".formatted(site, asked.ending()))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Vary", "Accept")
                .build();
    }

    private Object body(FirewallRequest request, RequestFormat format) {
        return switch (format) {
            case JSON -> request;
            case HTML -> html.of(request);
            case MARKDOWN -> Markdown.of(request);
            case CSV -> CsvText.of(request);
            case NFTABLES -> NftablesRules.of(request);
            case CISCO_IOS -> CiscoIosAcl.of(request);
        };
    }
}
