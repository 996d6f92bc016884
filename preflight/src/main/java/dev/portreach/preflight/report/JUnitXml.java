package dev.portreach.preflight.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as JUnit XML, which build servers show. A row that makes the preflight fail is a failure; one that was not
 * proven, or fails without being required, is skipped with the reason.
 */
public final class JUnitXml {

    private JUnitXml() {}

    public static String of(Report report, boolean unprovenToo) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("1.0");
            xml.writeStartElement("testsuites");
            suite(xml, report, unprovenToo);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the report cannot be written as XML", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, Report report, boolean unprovenToo) throws XMLStreamException {
        long failures = report.findings().stream()
                .filter(finding -> Report.fails(finding, unprovenToo))
                .count();
        long skipped = report.findings().stream()
                .filter(finding -> !finding.isOk() && !Report.fails(finding, unprovenToo))
                .count();
        xml.writeStartElement("testsuite");
        attribute(xml, "name", "portreach check " + report.pack());
        attribute(xml, "hostname", report.machine());
        attribute(xml, "timestamp", report.at().toString());
        attribute(xml, "time", String.format(Locale.ROOT, "%.3f", report.took().toMillis() / 1_000.0));
        attribute(xml, "tests", report.findings().size());
        attribute(xml, "failures", failures);
        attribute(xml, "errors", 0);
        attribute(xml, "skipped", skipped);
        for (Finding finding : report.findings()) {
            testCase(xml, finding, Report.fails(finding, unprovenToo));
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Finding finding, boolean fails) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", "%s@%s".formatted(finding.component(), finding.host()));
        attribute(
                xml,
                "name",
                "%s (%s)".formatted(finding.policy(), finding.protocol().describe(finding.ports())));
        if (!finding.isOk()) {
            xml.writeStartElement(fails ? "failure" : "skipped");
            attribute(xml, "message", finding.advice());
            if (fails) {
                attribute(xml, "type", finding.verdict());
                xml.writeCharacters(printable(finding.seen()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, printable(String.valueOf(value)));
    }

    /** What a peer or a file sent may hold characters that XML 1.0 cannot. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || (c >= 0xfffe && c <= 0xffff)
                        ? '?'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
