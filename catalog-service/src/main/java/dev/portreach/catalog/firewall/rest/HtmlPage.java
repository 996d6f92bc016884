package dev.portreach.catalog.firewall.rest;

import dev.portreach.catalog.firewall.CiscoIosAcl;
import dev.portreach.catalog.firewall.FirewallRequest;
import dev.portreach.catalog.firewall.NftablesRules;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;

/** The request as a page to read and to print, with nothing from elsewhere. Qute escapes every value. */
@Singleton
class HtmlPage {

    private final Template page;

    HtmlPage(@Location("firewall-request.html") Template page) {
        this.page = page;
    }

    String of(FirewallRequest request) {
        return page.data("request", request)
                .data("nftables", NftablesRules.of(request))
                .data("cisco", CiscoIosAcl.of(request))
                .render();
    }
}
