package dev.portreach.catalog.endpoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.Session;

/** Rows of endpoints. */
@Singleton
public class EndpointRepository implements PanacheRepositoryBase<EndpointEntity, String> {

    public List<Endpoint> ofComponent(String component) {
        return stream("component = ?1 order by id", component)
                .map(EndpointEntity::toItem)
                .toList();
    }

    /** Ids of the endpoints at whose hosts the site's agents stand. */
    public List<String> atSite(String site) {
        return stream("site = ?1 order by id", site).map(EndpointEntity::id).toList();
    }

    /** Ids of the endpoints that the site sees under an address of its own. */
    public List<String> seenDifferentlyBy(String site) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(
                        "select id from catalog.endpoints where jsonb_exists(site_addresses, :site) order by id",
                        String.class)
                .setParameter("site", site)
                .list();
    }
}
