package dev.portreach.probe.application;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP status codes that are well (RFC 9110, section 15), such as {@code 200-399} or {@code 200,401}. */
record StatusCodes(List<Span> spans) {

    /** @param last not less than {@code first} */
    record Span(int first, int last) {}

    private static final Pattern ITEM = Pattern.compile("\\s*([1-5]\\d\\d)\\s*(?:-\\s*([1-5]\\d\\d)\\s*)?");
    private static final int MAX_SPANS = 50;

    static final StatusCodes DEFAULT = parse("200-399"); // after what it needs

    StatusCodes {
        spans = List.copyOf(spans);
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    static StatusCodes parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String item : text.split(",", MAX_SPANS + 1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches() || spans.size() == MAX_SPANS) {
                throw new IllegalArgumentException("status is not as 200-399 or 200,401");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException("status %d-%d runs backwards".formatted(first, last));
            }
            spans.add(new Span(first, last));
        }
        return new StatusCodes(spans);
    }

    boolean contains(int status) {
        return spans.stream().anyMatch(span -> status >= span.first() && status <= span.last());
    }
}
