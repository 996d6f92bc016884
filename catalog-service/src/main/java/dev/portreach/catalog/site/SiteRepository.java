package dev.portreach.catalog.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.Session;

/** Rows of sites. */
@Singleton
public class SiteRepository implements PanacheRepositoryBase<SiteEntity, String> {

    /** Ids of the sites that need the component, by name or as they need all. */
    public List<String> needing(String component) {
        return ids(
                """
                select id from catalog.sites
                where components = cast('[]' as jsonb) or jsonb_exists(components, :component) order by id""",
                component);
    }

    /** Ids of the sites that name the component. */
    public List<String> naming(String component) {
        return ids("select id from catalog.sites where jsonb_exists(components, :component) order by id", component);
    }

    private List<String> ids(String sql, String component) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(sql, String.class)
                .setParameter("component", component)
                .list();
    }
}
