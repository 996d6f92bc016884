package dev.portreach.probe.responder;

import java.nio.channels.SelectionKey;

/** What a selector's key leads to. */
@FunctionalInterface
interface Ready {

    /** Does what can be done without waiting; must not throw. */
    void ready(SelectionKey key);
}
