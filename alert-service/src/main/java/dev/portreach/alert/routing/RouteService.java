package dev.portreach.alert.routing;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.matcher.Labels;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.watch.DeadManConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Defines routes; each change is one transaction. */
@ApplicationScoped
public class RouteService {

    /** As many as are looked at for every incident. */
    static final int MOST_ROUTES = 500;

    /** A route and whether it is new. */
    record Saved(Route route, boolean created) {}

    private final RouteRepository routes;
    private final ChannelRepository channels;
    private final DeadManConfig deadMan;
    private final InstantSource clock;

    RouteService(RouteRepository routes, ChannelRepository channels, DeadManConfig deadMan, InstantSource clock) {
        this.routes = routes;
        this.channels = channels;
        this.deadMan = deadMan;
        this.clock = clock;
    }

    /** Where to, by the routes and channels as they are now; takes part in the caller's transaction. */
    public Routing route(Collection<Labels> checks) {
        List<String> enabled = channels.enabled().stream().map(Channel::id).toList();
        List<String> byDefault = enabled.stream()
                .filter(id -> !id.equals(deadMan.channel().orElse(null)))
                .toList();
        return Routing.of(routes.inOrder().stream().map(Route::rule).toList(), checks, byDefault, enabled);
    }

    @Transactional
    Saved put(String id, RouteInput input, Preconditions preconditions) {
        RouteInput.Valid valid = input.validate();
        Optional<Route> known = routes.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
        preconditions.check(known.map(Route::version));
        if (known.isEmpty() && routes.count() >= MOST_ROUTES) {
            throw ProblemException.conflict(
                    "there are %d routes already, the most there can be".formatted(MOST_ROUTES));
        }
        Route route = known.orElseGet(() -> new Route(id, clock.instant()));
        route.define(valid, clock.instant());
        if (known.isEmpty()) {
            routes.persist(route);
        }
        routes.flush();
        return new Saved(route, known.isEmpty());
    }

    Route get(String id) {
        return routes.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("route", id));
    }

    List<Route> inOrder() {
        return routes.inOrder();
    }

    @Transactional
    void delete(String id, Preconditions preconditions) {
        Route route = routes.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.notFound("route", id));
        preconditions.check(Optional.of(route.version()));
        routes.delete(route);
    }
}
