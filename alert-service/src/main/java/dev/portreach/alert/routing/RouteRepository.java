package dev.portreach.alert.routing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Routes by id. */
@ApplicationScoped
public class RouteRepository implements PanacheRepositoryBase<Route, String> {

    /** All, as they are looked at. */
    List<Route> inOrder() {
        return list("order by place, id");
    }
}
