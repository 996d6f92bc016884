package dev.portreach.catalog.firewall.rest;

import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a request may be written. */
enum RequestFormat {
    JSON("json", MediaType.APPLICATION_JSON, "json"),
    HTML("html", MediaType.TEXT_HTML, "html"),
    MARKDOWN("markdown", "text/markdown", "md"),
    CSV("csv", "text/csv", "csv"),
    NFTABLES("nftables", MediaType.TEXT_PLAIN, "nft"),
    CISCO_IOS("cisco-ios", MediaType.TEXT_PLAIN, "ios.txt");

    private final String word;
    private final String mediaType;
    private final String ending;

    RequestFormat(String word, String mediaType, String ending) {
        this.word = word;
        this.mediaType = mediaType;
        this.ending = ending;
    }

    String mediaType() {
        return this == JSON ? mediaType : mediaType + ";charset=UTF-8";
    }

    String ending() {
        return ending;
    }

    /**
     * The one that is asked for.
     *
     * @param format null: by what is acceptable
     * @param acceptable in order of preference
     */
    static RequestFormat of(String format, List<MediaType> acceptable) {
        if (format != null) {
            return Arrays.stream(values())
                    .filter(one -> one.word.equals(format))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("format", "is none of " + words()));
        }
        return acceptable.stream()
                .flatMap(type -> byType(type).stream())
                .findFirst()
                .orElseThrow(() -> new NotAcceptableException("json, html, markdown and csv can be had by Accept"));
    }

    /** Two formats are plain text: Accept does not choose between them. */
    private static Optional<RequestFormat> byType(MediaType type) {
        return Arrays.stream(values())
                .filter(one -> !one.mediaType.equals(MediaType.TEXT_PLAIN))
                .filter(one -> MediaType.valueOf(one.mediaType).isCompatible(type))
                .findFirst();
    }

    private static String words() {
        return Arrays.stream(values()).map(one -> one.word).collect(Collectors.joining(", "));
    }
}
