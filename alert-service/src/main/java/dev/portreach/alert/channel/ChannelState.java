package dev.portreach.alert.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * How a channel does.
 *
 * @param state {@code unused}: nothing was sent yet; {@code ok}; {@code failing}; {@code dead}: failing for so long that it
 *     was alarmed elsewhere; {@code locked}: its secrets cannot be opened with the keys here; {@code disabled}
 * @param waiting messages not delivered yet
 * @param failingSince of the first attempt that failed in a row
 * @param lastStatus HTTP status of the last failure, if there was an answer
 * @param lastError why the last attempt failed; never holds an address
 * @param pausedUntil when it is tried again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelState(
        String state,
        int waiting,
        int failures,
        Instant failingSince,
        Integer lastStatus,
        String lastError,
        Instant lastSuccessAt,
        Instant pausedUntil) {

    static final ChannelState UNUSED = new ChannelState("unused", 0, 0, null, null, null, null, null);

    ChannelState as(String word, String error) {
        return new ChannelState(
                word,
                waiting,
                failures,
                failingSince,
                lastStatus,
                error == null ? lastError : error,
                lastSuccessAt,
                pausedUntil);
    }
}
