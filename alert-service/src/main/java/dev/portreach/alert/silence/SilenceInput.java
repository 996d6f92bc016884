package dev.portreach.alert.silence;

import dev.portreach.alert.matcher.Matchers;
import dev.portreach.alert.problem.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A silence as operators define it, whole.
 *
 * @param matchers 1 to 20, such as {@code site=lyon}; all must hold, and they must not match everything
 * @param from now if absent
 * @param until after {@code from} and now, at most 366 days later
 * @param author who mutes, 1 to 100 characters
 * @param comment why, 1 to 1,000 characters
 */
public record SilenceInput(List<String> matchers, String from, String until, String author, String comment) {

    private static final Duration LONGEST = Duration.ofDays(366);

    record Valid(Matchers matchers, Instant from, Instant until, String author, String comment) {}

    /** @throws dev.portreach.alert.problem.ProblemException naming every wrong field */
    Valid validate(Instant now) {
        Fields fields = new Fields();
        Matchers valid = fields.read("matchers", () -> Matchers.narrowing(matchers));
        Instant begin = fields.instant("from", from, now);
        Instant end = fields.instant("until", until, null);
        fields.require("until", until != null, "is missing");
        if (begin != null && end != null) {
            fields.require("until", end.isAfter(begin), "must be after from");
            fields.require("until", end.isAfter(now), "must not be past already");
            fields.require("until", !end.isAfter(begin.plus(LONGEST)), "must be within 366 days after from");
        }
        fields.text("author", author, 100);
        fields.text("comment", comment, 1_000);
        fields.check();
        return new Valid(valid, begin, end, author.strip(), comment.strip());
    }
}
