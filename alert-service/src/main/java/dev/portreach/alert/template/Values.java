package dev.portreach.alert.template;

import dev.portreach.alert.payload.Escapes;
import dev.portreach.alert.payload.Fit;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that a template can ask of a value. It never gets a number that it could loop over. */
final class Values implements ValueResolver {

    static final int LONGEST_TEXT = 100_000;

    @Override
    public boolean appliesTo(EvalContext context) {
        Object base = context.getBase();
        return base instanceof Map || base instanceof String || base instanceof List;
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        Object base = context.getBase();
        if (base instanceof Map<?, ?> map) {
            boolean known = context.getParams().isEmpty() && map.containsKey(context.getName());
            return known ? done(map.get(context.getName())) : Results.notFound(context);
        }
        if (base instanceof List<?> list) {
            return ofList(context, list);
        }
        return switch (context.getName()) {
            case "cut" -> limited(context, limit -> Fit.to((String) base, limit));
            case "markdown" -> limited(context, limit -> Fit.to((String) base, limit, Escapes::markdown));
            default -> Results.notFound(context);
        };
    }

    private static CompletionStage<Object> ofList(EvalContext context, List<?> list) {
        return switch (context.getName()) {
            case "isEmpty" -> done(list.isEmpty());
            case "join" ->
                list.stream().allMatch(String.class::isInstance)
                                && context.getParams().size() == 1
                        ? context.evaluate(context.getParams().get(0)).thenApply(separator -> list.stream()
                                .map(String.class::cast)
                                .collect(Collectors.joining(String.valueOf(separator))))
                        : Results.notFound(context);
            default -> Results.notFound(context);
        };
    }

    private static CompletionStage<Object> limited(EvalContext context, Function<Integer, String> cut) {
        if (context.getParams().size() != 1) {
            return Results.notFound(context);
        }
        return context.evaluate(context.getParams().get(0)).thenApply(limit -> {
            if (limit instanceof Integer number && number >= 1 && number <= LONGEST_TEXT) {
                return cut.apply(number);
            }
            throw new TemplateException(
                    "%s(…) needs a length within 1 to %d".formatted(context.getName(), LONGEST_TEXT));
        });
    }

    private static CompletionStage<Object> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }
}
