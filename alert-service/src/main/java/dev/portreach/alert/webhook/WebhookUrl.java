package dev.portreach.alert.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A webhook's address. Its path and query are the receiver's password, so it prints without them.
 *
 * @param uri absolute, http or https, with a host, without user-info
 */
public record WebhookUrl(URI uri) {

    private static final int LONGEST = 2_048;
    private static final String HIDDEN = "/…";

    /**
     * Reads what an operator wrote.
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating the address
     */
    public static WebhookUrl parse(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("is missing");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than %d characters".formatted(LONGEST));
        }
        if (text.endsWith(HIDDEN)) {
            throw new IllegalArgumentException("is the shortened form that is shown; send the whole address");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("must begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("must name a host, and a port within 1 to 65535 if any");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must not hold a user or password before the host");
        }
        return new WebhookUrl(uri);
    }

    /** {@code https://hooks.example.com/…}. */
    public String shown() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + HIDDEN;
    }

    @Override
    public String toString() {
        return shown();
    }
}
