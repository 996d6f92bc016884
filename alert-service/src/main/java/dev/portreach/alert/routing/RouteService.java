package dev.portreach.alert.routing;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.definition.Definitions;
import dev.portreach.alert.definition.Saved;
import dev.portreach.alert.matcher.Labels;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.watch.DeadManConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Defines routes; each change is one transaction. */
@ApplicationScoped
public class RouteService {

    /** As many as are looked at for every incident. */
    static final int MOST_ROUTES = 500;

    private final RouteRepository routes;
    private final Definitions<Route, String> definitions;
    private final ChannelRepository channels;
    private final DeadManConfig deadMan;
    private final InstantSource clock;

    RouteService(RouteRepository routes, ChannelRepository channels, DeadManConfig deadMan, InstantSource clock) {
        this.routes = routes;
        this.definitions = new Definitions<>(routes, "route");
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
    Saved<Route> put(String id, RouteInput input, Preconditions preconditions) {
        RouteInput.Valid valid = input.validate();
        return definitions.put(id, preconditions, () -> fresh(id), route -> route.define(valid, clock.instant()));
    }

    private Route fresh(String id) {
        if (routes.count() >= MOST_ROUTES) {
            throw ProblemException.conflict(
                    "there are %d routes already, the most there can be".formatted(MOST_ROUTES));
        }
        return new Route(id);
    }

    Route get(String id) {
        return definitions.get(id);
    }

    List<Route> inOrder() {
        return routes.inOrder();
    }

    @Transactional
    void delete(String id, Preconditions preconditions) {
        definitions.delete(id, preconditions);
    }
}
