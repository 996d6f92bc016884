package dev.portreach.alert.acknowledge;

import dev.portreach.alert.problem.Fields;

/**
 * Who takes care.
 *
 * @param by 1 to 100 characters
 * @param note what they know or do, at most 1,000 characters; may be absent
 */
public record AcknowledgementInput(String by, String note) {

    /** @throws dev.portreach.alert.problem.ProblemException naming every wrong field */
    void validate() {
        Fields fields = new Fields();
        fields.text("by", by, 100);
        if (note != null) {
            fields.text("note", note, 1_000);
        }
        fields.check();
    }
}
