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
    private final Parts parts = new Parts();
    private final IncidentBook book;
    private List<Explanation> ofAgents = List.of();

    public Correlator(IncidentSink sink) {
        this.book = new IncidentBook(sink, new IncidentDrafts(picture), picture::standing, picture.groups()::holds);
    }

    /** Goes on where an earlier task stopped. */
    public void restore(Collection<IncidentEntry> incidents) {
        book.restore(incidents);
    }

    public void take(CheckState state) {
        picture.put(state);
    }

    public void retractCheck(String check) {
        picture.remove(check);
    }

    public void take(AgentState state, Instant now) {
        picture.put(state, now);
    }

    public void retractAgent(String key) {
        picture.removeAgent(key);
    }

    /** Solves again what changed, then opens, updates and closes what is due. To be called some times a second. */
    public void round(Instant now) {
        picture.assess();
        picture.groups().pass(now);
        if (picture.groups().haveChanged()) {
            parts.refresh(picture.groups().drain(now));
        }
        if (picture.agents().drainChanged()) {
            ofAgents = AgentCauses.of(picture.agents().all(), picture.agents()::doubtedSince);
        }
        List<Explanation> explanations = explanations(now);
        if (picture.hasNews() || !explanations.isEmpty() || !book.isQuiet()) {
            book.round(explanations, picture.drainNews(), now);
        }
    }

    /** The causes, each with the members that it explains. */
    List<Explanation> explanations(Instant now) {
        List<Explanation> all = new ArrayList<>(parts.found().size() + ofAgents.size());
        parts.found().forEach(found -> all.add(found.asOf(now)));
        all.addAll(ofAgents);
        return all;
    }
}
