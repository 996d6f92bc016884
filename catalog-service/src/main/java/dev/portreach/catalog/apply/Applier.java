package dev.portreach.catalog.apply;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.plan.CatalogState;
import dev.portreach.catalog.plan.Kind;
import dev.portreach.catalog.plan.Plan;
import dev.portreach.catalog.plan.Planner;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.ChangeJournal;
import dev.portreach.catalog.store.Preconditions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the catalog say what files say: all of it in one transaction, or nothing. A dry run does the same and rolls back,
 * so that what it says is what would be.
 */
@Singleton
public class Applier {

    private static final int TIMEOUT_SECONDS = 300;

    private final CatalogStores stores;
    private final ChangeJournal journal;
    private final PlanPrinter printer;
    private final ObjectMapper json;

    public Applier(CatalogStores stores, ChangeJournal journal, PlanPrinter printer, ObjectMapper json) {
        this.stores = stores;
        this.journal = journal;
        this.printer = printer;
        this.json = json;
    }

    /**
     * Applies the files.
     *
     * @param only what their items are; null where each item says its kind itself
     * @param options of the request
     * @param plan the name of the plan that was seen ({@code If-Match})
     * @throws ProblemException if anything is wrong with any item, or the plan is another one by now
     */
    ApplyReport apply(List<ItemFile> files, Kind only, ApplyOptions options, Preconditions plan, String who) {
        WantedFiles wanted = WantedFiles.read(files, only, json);
        return inTransaction(!options.dryRun(), () -> {
            CatalogState current = stores.read();
            Plan planned = Planner.plan(current, wanted.items(), options.prune());
            ApplyReport report = printer.report(planned, options.dryRun());
            plan.require(Optional.of(report.plan()));
            wanted.checkReferences(current, planned.outcome());
            stores.execute(planned, who);
            return report;
        });
    }

    /** All of the catalog, as it is at one instant. */
    CatalogState export() {
        return inTransaction(false, stores::read);
    }

    /** Lets nobody else write meanwhile. */
    private <T> T inTransaction(boolean keep, Supplier<T> work) {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(TIMEOUT_SECONDS));
        boolean isOpen = true;
        try {
            journal.begin();
            T result = work.get();
            if (keep) {
                isOpen = false; // a commit that fails has rolled back
                QuarkusTransaction.commit();
            }
            return result;
        } finally {
            if (isOpen) {
                QuarkusTransaction.rollback();
            }
        }
    }
}
