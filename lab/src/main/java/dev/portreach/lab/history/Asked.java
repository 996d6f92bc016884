package dev.portreach.lab.history;

import dev.portreach.lab.AlertProcess;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Asks REST one request after the other, and prints how long answers take until they are read. */
final class Asked {

    private Asked() {}

    /**
     * The first quarter as many requests again are to warm up.
     *
     * @param path of each request, with its query
     */
    static void of(AlertProcess alert, String what, int requests, Supplier<String> path) throws Exception {
        List<Long> nanos = new ArrayList<>();
        Map<String, Integer> said = new TreeMap<>();
        int warmUp = requests / 4 + 5;
        long bytes = 0;
        for (int i = 0; i < warmUp + requests; i++) {
            String asked = path.get();
            long start = System.nanoTime();
            HttpResponse<String> response = alert.get(asked);
            if (i >= warmUp) {
                nanos.add(System.nanoTime() - start);
                bytes += response.body().length();
                said.merge(Integer.toString(response.statusCode()), 1, Integer::sum);
            }
        }
        nanos.sort(null);
        System.out.printf(
                Locale.ROOT,
                "  %s: median %.1f ms, 99 %% %.1f ms, longest %.1f ms; %,d requests, %s, %,d B each%n",
                what,
                nanos.get(requests / 2) / 1e6,
                nanos.get(requests * 99 / 100) / 1e6,
                nanos.get(requests - 1) / 1e6,
                requests,
                said,
                bytes / requests);
    }
}
