package dev.portreach.alert.correlation;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The same permitted ports of one endpoint as all vantages see them: an answer to one gives the silence of another sense. */
final class Peers {

    private final Map<Ports, Map<String, Integer>> answers = new HashMap<>();
    private final Set<Member> hanging = new LinkedHashSet<>();
    private int size;

    void enter(Member member, CheckState state) {
        size++;
        forEachAnswer(state, ports -> answers.computeIfAbsent(ports, same -> new HashMap<>())
                .merge(state.scope().vantage(), 1, Integer::sum));
        if (Standings.hangsOnAnswers(state)) {
            hanging.add(member);
        }
    }

    void leave(Member member, CheckState state) {
        size--;
        hanging.remove(member);
        forEachAnswer(
                state,
                ports -> answers.computeIfPresent(ports, (same, vantages) -> {
                    vantages.computeIfPresent(state.scope().vantage(), (vantage, n) -> n == 1 ? null : n - 1);
                    return vantages.isEmpty() ? null : vantages;
                }));
    }

    private static void forEachAnswer(CheckState state, Consumer<Ports> taker) {
        if (state.verdict() != Verdict.OK) {
            return;
        }
        for (Run run : state.runs()) {
            if (run.outcome() == Outcome.OPEN || run.outcome() == Outcome.REFUSED) {
                taker.accept(run.ports());
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Members that stand as they do because of what others see. */
    Set<Member> hanging() {
        return hanging;
    }

    /** Where another site gets an answer at the very port, the host does not just stay silent there. */
    boolean isAnsweredElsewhere(String vantage, Ports silent) {
        return answers.entrySet().stream()
                .anyMatch(answer -> answer.getKey().intersects(silent)
                        && (answer.getValue().size() > 1 || !answer.getValue().containsKey(vantage)));
    }
}
