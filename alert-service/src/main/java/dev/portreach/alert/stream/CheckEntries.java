package dev.portreach.alert.stream;

import dev.portreach.alert.detection.AgentView;
import dev.portreach.alert.detection.CheckEntry;
import dev.portreach.alert.detection.PortStreaks;
import dev.portreach.alert.detection.PortStreaks.Group;
import dev.portreach.alert.detection.Signal;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.CheckScope;
import java.util.HashMap;
import java.util.Map;

/**
 * What detection keeps of checks, as stored. The scope is left out: it is that of the assignment, which lies in the same
 * store and changes in the same transactions.
 */
final class CheckEntries {

    private static final int FORMAT = 2;

    private CheckEntries() {}

    static byte[] write(CheckEntry entry) {
        PackedWriter out = new PackedWriter(FORMAT).text(entry.identity()).ports(entry.failing());
        out.all(entry.views().entrySet(), view -> {
            out.text(view.getKey());
            view(out, view.getValue());
        });
        CheckStates.write(out, entry.published());
        return out.bytes();
    }

    /** @param scope of the check, by the newest revision */
    static CheckEntry read(byte[] bytes, CheckScope scope) {
        if (PackedReader.isJson(bytes)) {
            return Json.read(bytes, CheckEntry.class);
        }
        PackedReader in = new PackedReader(bytes, FORMAT);
        String identity = in.text();
        Ports failing = in.ports();
        Map<String, AgentView> views = new HashMap<>();
        for (int left = in.size(); left > 0; left--) {
            views.put(in.text(), view(in));
        }
        return new CheckEntry(identity, views, failing, CheckStates.read(in, scope));
    }

    private static void view(PackedWriter out, AgentView view) {
        out.all(view.streaks().groups(), group -> out.ports(group.ports())
                        .constant(group.settled())
                        .constant(group.seen())
                        .number(group.streak())
                        .number(group.since()))
                .number(view.lastAt())
                .number(view.lastOkAt())
                .runs(view.runs())
                .constant(view.proof())
                .text(view.reason());
    }

    private static AgentView view(PackedReader in) {
        PortStreaks streaks = new PortStreaks(in.all(() ->
                new Group(in.ports(), in.constant(Signal.class), in.constant(Signal.class), in.size(), in.number())));
        return new AgentView(streaks, in.number(), in.number(), in.runs(), in.constant(Proof.class), in.text());
    }
}
