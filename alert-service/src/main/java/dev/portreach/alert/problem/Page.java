package dev.portreach.alert.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next the cursor of the following part; absent at the end
 */
public record Page<T>(List<T> items, String next) {

    /**
     * Cuts a page.
     *
     * @param found one more than {@code limit}, if there are more
     * @param position what the next page goes on after
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> position) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        byte[] last = position.apply(items.get(limit - 1)).getBytes(StandardCharsets.UTF_8);
        return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
}
