package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.selector.Selector;
import dev.portreach.catalog.store.StoredEntity;
import dev.portreach.contracts.port.Ports;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of an {@link Endpoint}. */
@Entity
@Table(name = "endpoints")
public class EndpointEntity extends StoredEntity<Endpoint> {

    String component;
    String address;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "port_overrides")
    Map<String, Ports> portOverrides;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "site_addresses")
    Map<String, String> siteAddresses;

    String site;

    @Column(name = "responder_until")
    Instant responderUntil;

    @Column(name = "product_version")
    String productVersion;

    Boolean lockdown;

    @Column(name = "site_selector")
    String sites;

    @Override
    public Endpoint toItem() {
        ResponderWindow responder = responderUntil == null ? null : new ResponderWindow(responderUntil);
        return new Endpoint(
                id(),
                component,
                address,
                portOverrides,
                siteAddresses,
                site,
                responder,
                productVersion,
                lockdown,
                sites == null ? null : Selector.parse(sites));
    }

    @Override
    public void take(Endpoint item) {
        component = item.component();
        address = item.address();
        portOverrides = item.portOverrides();
        siteAddresses = item.siteAddresses();
        site = item.site();
        responderUntil = item.responder() == null ? null : item.responder().until();
        productVersion = item.productVersion();
        lockdown = item.lockdown();
        sites = item.sites() == null ? null : item.sites().toString();
    }
}
