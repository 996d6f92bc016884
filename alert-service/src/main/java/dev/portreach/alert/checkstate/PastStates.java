package dev.portreach.alert.checkstate;

import java.time.Instant;
import java.util.List;

/** What states were at an instant, as history knows it by now. */
public interface PastStates {

    /** Checks that were assigned then, by site, component and confirmed verdict. */
    List<Matrix.Count> countsAt(Instant at);
}
