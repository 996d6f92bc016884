package dev.portreach.alert.correlation;

import dev.portreach.contracts.WireName;
import dev.portreach.contracts.state.CheckScope;

/**
 * What binds a check to others, each in a word: made once for all groupings.
 *
 * @param host null if it has none, as region and access
 * @param ports with the protocol, such as {@code tcp/443}
 */
record Traits(
        String subject, String component, String endpoint, String host, String region, String access, String ports) {

    static Traits of(CheckScope scope) {
        return new Traits(
                scope.subject(),
                scope.component(),
                scope.endpoint(),
                scope.host(),
                scope.region(),
                scope.access() == null ? null : WireName.of(scope.access()),
                scope.protocol().wireName() + "/" + scope.ports());
    }
}
