package dev.portreach.alert.checkstate;

import dev.portreach.contracts.state.Verdict;
import java.util.Collection;
import java.util.List;

/** One verdict for many: the worst of what is known. What is not known hides nothing, and is shown only by itself. */
public final class Worst {

    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.VIOLATED, Verdict.FAILING, Verdict.PARTIAL, Verdict.OK);

    private Worst() {}

    public static Verdict of(Collection<Verdict> verdicts) {
        return WORST_FIRST.stream().filter(verdicts::contains).findFirst().orElse(Verdict.UNKNOWN);
    }
}
