package dev.portreach.catalog.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Brings the packs that ship with the service into an empty catalog. Later edits of them are the operator's. */
@Singleton
public class BuiltInPacks {

    private static final Logger LOG = Logger.getLogger(BuiltInPacks.class);
    private static final int AFTER_MIGRATION = 100;

    private final PackStore store;
    private final ObjectMapper json;

    public BuiltInPacks(PackStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    void atStart(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        for (String name : PackFiles.BUILT_IN) {
            try {
                if (store.createIfAbsent(PackFiles.builtIn(name, json), "portreach")) {
                    LOG.infof("pack %s loaded", name);
                }
            } catch (ProblemException refused) {
                // The operator's own items have its ids: they stay, and the service starts.
                LOG.warnf("built-in pack %s not loaded: %s", name, refused.getMessage());
            }
        }
    }
}
