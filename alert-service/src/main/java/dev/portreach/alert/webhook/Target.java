package dev.portreach.alert.webhook;

import java.util.Map;

/**
 * Where a channel's requests go and what makes them the channel's: all of it is secret, and prints as nothing.
 *
 * @param url whose path and query are the receiver's password
 * @param signingKey for the signature; null if requests are not signed
 * @param headers sent with each request
 * @param secrets by the names that templates use
 */
public record Target(String url, String signingKey, Map<String, String> headers, Map<String, String> secrets) {

    public Target {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    }

    public WebhookUrl address() {
        return WebhookUrl.parse(url);
    }

    @Override
    public String toString() {
        return "Target[…]";
    }
}
