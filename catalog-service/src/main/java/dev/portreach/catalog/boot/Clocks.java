package dev.portreach.catalog.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The clock, so that nothing else reads it by itself. */
@Singleton
public class Clocks {

    @Produces
    @Singleton
    public InstantSource clock() {
        return InstantSource.system();
    }
}
