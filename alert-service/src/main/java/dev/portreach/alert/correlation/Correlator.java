package dev.portreach.alert.correlation;

import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Stage 2: takes changed states, and in rounds finds their causes and leads the incidents. Not thread-safe. */
public final class Correlator {

    private final Picture picture = new Picture();
    private final IncidentBook book;
    private List<Explanation> explanations = List.of();
    private boolean dirty = true;

    public Correlator(IncidentSink sink) {
        this.book = new IncidentBook(sink, new IncidentDrafts(picture));
    }

    /** Goes on where an earlier task stopped. */
    public void restore(Collection<IncidentEntry> incidents) {
        book.restore(incidents);
    }

    public void take(CheckState state) {
        picture.put(state);
        dirty = true;
    }

    public void retractCheck(String check) {
        picture.remove(check);
        dirty = true;
    }

    public void take(AgentState state) {
        picture.put(state);
        dirty = true;
    }

    public void retractAgent(String key) {
        picture.removeAgent(key);
        dirty = true;
    }

    /** Solves again if anything changed, then opens, updates and closes what is due. To be called twice a second. */
    public void round(Instant now) {
        if (!dirty && explanations.isEmpty() && book.isQuiet()) {
            return;
        }
        if (dirty) {
            picture.assess();
            List<Explanation> found = new ArrayList<>(Solver.solve(picture.snapshot()));
            found.addAll(AgentCauses.of(picture.agents()));
            explanations = found;
            dirty = false;
        }
        book.round(explanations, picture::standing, now);
    }
}
