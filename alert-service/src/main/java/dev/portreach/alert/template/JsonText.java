package dev.portreach.alert.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;

/** Every value is written so that it stays within the JSON string around it; there is no way around that. */
final class JsonText implements ResultMapper {

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return true;
    }

    @Override
    public String map(Object result, Expression expression) {
        if (result instanceof String text) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(text));
        }
        if (result instanceof Boolean || result instanceof Number) {
            return result.toString();
        }
        throw new TemplateException(
                expression.getOrigin(), "{%s} is no text; join a list".formatted(expression.toOriginalString()));
    }
}
