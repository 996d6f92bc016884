package dev.portreach.alert.routing;

import dev.portreach.alert.definition.Definition;
import dev.portreach.alert.matcher.Matchers;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A route as it is kept. */
@Entity
@Table(name = "route")
public class Route extends Definition {

    @Id
    private String id;

    private int place;
    private String matchers;
    private String[] channels;

    @Column(name = "goes_on")
    private boolean goesOn;

    protected Route() {}

    Route(String id) {
        this.id = id;
    }

    void define(RouteInput.Valid valid, Instant now) {
        this.place = valid.place();
        this.matchers = valid.matchers().stored();
        this.channels = valid.channels().toArray(String[]::new);
        this.goesOn = valid.goesOn();
        changed(now);
    }

    Rule rule() {
        return new Rule(id, Matchers.ofStored(matchers), List.of(channels), goesOn);
    }

    String id() {
        return id;
    }

    RouteView view() {
        return new RouteView(
                id, place, Matchers.ofStored(matchers).texts(), List.of(channels), goesOn, createdAt(), updatedAt());
    }
}
