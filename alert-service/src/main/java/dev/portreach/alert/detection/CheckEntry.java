package dev.portreach.alert.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckState;
import java.util.Map;

/**
 * What is kept of a check across restarts.
 *
 * @param identity of the definition the evidence belongs to
 * @param views by agent
 * @param failing ports that fail, as last published; null if none do
 * @param published last published state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckEntry(String identity, Map<String, AgentView> views, Ports failing, CheckState published) {

    public CheckEntry {
        views = views == null ? Map.of() : Map.copyOf(views);
    }

    public String check() {
        return published.check();
    }
}
