package dev.portreach.catalog.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.Session;

/** Rows of sites. */
@Singleton
public class SiteRepository implements PanacheRepositoryBase<SiteEntity, String> {

    /**
     * Ids of the sites whose assignment the component is part of: those that need it, by name or as they need all, and
     * those whose agents stand at its hosts.
     */
    public List<String> reachedBy(String component) {
        return ids(
                """
                select id from catalog.sites s
                where components = cast('[]' as jsonb) or jsonb_exists(components, :id)
                or exists (select from catalog.endpoints e where e.component = :id and e.site = s.id) order by id""",
                component);
    }

    /**
     * Ids of the sites whose assignment names agents or the address of this one, and its own: agents stand at both ends
     * of some paths.
     */
    public List<String> facing(String site) {
        return ids(
                """
                select id from catalog.sites s
                where id = :id or exists (select from catalog.endpoints e where e.site = s.id)
                or exists (select from catalog.endpoints e where e.site = :id
                and (s.components = cast('[]' as jsonb) or jsonb_exists(s.components, e.component))) order by id""",
                site);
    }

    /** Ids of the sites whose assignment has, or may have, checks or listeners of the component. */
    public List<String> probing(String component) {
        return ids(
                """
                select s.id from catalog.sites s
                where exists (select from catalog.endpoints e where e.component = :id)
                and (s.components = cast('[]' as jsonb) or jsonb_exists(s.components, :id)
                or exists (select from catalog.endpoints e where e.component = :id and e.site = s.id)) order by s.id""",
                component);
    }

    /** Ids of the sites that name the component. */
    public List<String> naming(String component) {
        return ids("select id from catalog.sites where jsonb_exists(components, :id) order by id", component);
    }

    /** Ids of the sites that override something of the policy. */
    public List<String> overriding(String policy) {
        return ids(
                """
                select id from catalog.sites s where exists
                (select from jsonb_array_elements(s.overrides) o where o ->> 'policy' = :id) order by id""",
                policy);
    }

    /** Ids of the sites that override something of the endpoint. */
    public List<String> overridingAt(String endpoint) {
        return ids(
                """
                select id from catalog.sites s where exists
                (select from jsonb_array_elements(s.overrides) o where o ->> 'endpoint' = :id) order by id""",
                endpoint);
    }

    private List<String> ids(String sql, String id) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(sql, String.class)
                .setParameter("id", id)
                .list();
    }
}
