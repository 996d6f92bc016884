package dev.portreach.alert.muting;

import dev.portreach.alert.matcher.Labels;
import dev.portreach.alert.matcher.Matchers;
import java.util.Collection;
import java.util.List;

/**
 * Something that mutes now.
 *
 * @param id {@code silence/<id>} or {@code maintenance/<id>}
 */
public record Mute(String id, Matchers matchers) {

    /**
     * What mutes an incident: each of its checks must be muted, by one or another.
     *
     * @return ids; none if a check is left that is not muted
     */
    public static List<String> of(Collection<Mute> mutes, Collection<Labels> checks) {
        boolean allMuted = !checks.isEmpty()
                && checks.stream().allMatch(labels -> mutes.stream().anyMatch(mute -> mute.matchers.match(labels)));
        return allMuted
                ? mutes.stream()
                        .filter(mute -> checks.stream().anyMatch(mute.matchers::match))
                        .map(Mute::id)
                        .sorted()
                        .toList()
                : List.of();
    }
}
