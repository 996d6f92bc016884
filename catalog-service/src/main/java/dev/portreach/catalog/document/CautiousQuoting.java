package dev.portreach.catalog.document;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Leaves out YAML's quotes only where no reader can take the text for anything else: plain words. */
final class CautiousQuoting extends StringQuotingChecker.Default {

    private static final long serialVersionUID = 1L;

    private static final Pattern WORDS = Pattern.compile("[A-Za-z]([A-Za-z0-9 ._/-]*[A-Za-z0-9])?");

    @Override
    public boolean needToQuoteName(String name) {
        return !WORDS.matcher(name).matches() || super.needToQuoteName(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
        return !WORDS.matcher(value).matches() || super.needToQuoteValue(value);
    }
}
