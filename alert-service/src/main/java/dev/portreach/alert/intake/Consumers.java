package dev.portreach.alert.intake;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All consumers that store: to ask how they are, and to stop them. */
@ApplicationScoped
public class Consumers {

    private final List<Persistence> all = new CopyOnWriteArrayList<>();
    private final InstantSource clock;

    Consumers(InstantSource clock) {
        this.clock = clock;
    }

    public Persistence add(String name) {
        Persistence persistence = new Persistence(name, clock);
        all.add(persistence);
        return persistence;
    }

    List<Persistence> all() {
        return all;
    }

    /** Whether each of them can store what it reads. */
    public boolean storing() {
        return all.stream().noneMatch(each -> each.trouble().isPresent());
    }

    void stop(@Observes ShutdownEvent event) {
        all.forEach(Persistence::stop);
    }
}
