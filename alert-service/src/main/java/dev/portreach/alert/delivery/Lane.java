package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelType;

/**
 * A channel as the dispatcher sees it.
 *
 * @param sealed its target
 * @param failures attempts that failed in a row
 */
record Lane(String channel, ChannelType type, String sealed, int failures) {

    /** A receiver that does not take messages is asked with one at a time. */
    int width(int concurrency) {
        return failures == 0 ? concurrency : 1;
    }
}
