package dev.portreach.alert.matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A condition on one label, written as Alertmanager writes it: {@code site=lyon}, {@code severity!="critical"},
 * {@code component=~"delivery-.*|mc"}, {@code label.product!~test}. Regular expressions are RE2's and match whole values, in
 * time linear to them, whoever wrote them. A label that is not there is the empty text. Of a label with several values a
 * positive condition needs one that fits, a negative one none that does not.
 */
public final class Matcher {

    /** How a value is compared. */
    enum Operator {
        MATCHES("=~"),
        MATCHES_NOT("!~"),
        EQUALS_NOT("!="),
        EQUALS("=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    static final int LONGEST_VALUE = 500;

    private static final int LONGEST_NAME = 100;
    private static final String NAME = "[a-z][A-Za-z0-9._/-]*";

    private final String name;
    private final Operator operator;
    private final String value;
    private final Predicate<String> fits;

    private Matcher(String name, Operator operator, String value, Predicate<String> fits) {
        this.name = name;
        this.operator = operator;
        this.value = value;
        this.fits = fits;
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    public static Matcher parse(String text) {
        if (text == null) {
            throw new IllegalArgumentException("holds nothing where a matcher such as site=lyon is expected");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has a matcher with control characters");
        }
        String whole = text.strip();
        int end = 0;
        while (end < whole.length() && "=!".indexOf(whole.charAt(end)) < 0) {
            end++;
        }
        String rest = whole.substring(end);
        Operator operator = Arrays.stream(Operator.values())
                .filter(each -> rest.startsWith(each.sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "needs matchers of a label's name, one of = != =~ !~, and a value, such as site=lyon"));
        String name = whole.substring(0, end).strip();
        if (name.length() > LONGEST_NAME || !name.matches(NAME)) {
            throw new IllegalArgumentException("has a matcher whose name is no label's");
        }
        if (!Labels.isKnown(name)) {
            throw new IllegalArgumentException(
                    "has a matcher for a label that no incident has; there are " + Labels.described());
        }
        return of(
                name, operator, unquoted(rest.substring(operator.sign.length()).strip()));
    }

    private static Matcher of(String name, Operator operator, String value) {
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("has a value longer than %d characters".formatted(LONGEST_VALUE));
        }
        if (operator == Operator.EQUALS || operator == Operator.EQUALS_NOT) {
            return new Matcher(name, operator, value, value::equals);
        }
        try {
            return new Matcher(name, operator, value, Pattern.compile(value)::matches);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("has a regular expression that is none: " + e.getDescription(), e);
        }
    }

    private static String unquoted(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            if (text.indexOf('"') >= 0) {
                throw new IllegalArgumentException("has a value with a quotation mark that is not closed");
            }
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char each = text.charAt(i);
            boolean escapes = each == '\\'
                    && i + 1 < text.length() - 1
                    && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\');
            if (each == '"') {
                throw new IllegalArgumentException("has a value with a quotation mark that is not escaped");
            }
            plain.append(escapes ? text.charAt(++i) : each);
        }
        return plain.toString();
    }

    /** Name of the label that it is about. */
    String label() {
        return name;
    }

    /** Whether it holds. */
    public boolean matches(Labels labels) {
        List<String> values = labels.of(name);
        boolean negative = operator == Operator.EQUALS_NOT || operator == Operator.MATCHES_NOT;
        return negative != values.stream().anyMatch(fits);
    }

    /** Whether it also holds where the label is not there. */
    boolean acceptsNothing() {
        return matches(Labels.NONE);
    }

    /** As it is read again. */
    @Override
    public String toString() {
        return "%s%s\"%s\""
                .formatted(name, operator.sign, value.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
