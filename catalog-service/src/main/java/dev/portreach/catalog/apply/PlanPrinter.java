package dev.portreach.catalog.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.plan.Action;
import dev.portreach.catalog.plan.FieldDiff;
import dev.portreach.catalog.plan.Plan;
import dev.portreach.catalog.plan.Step;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Says a plan, and gives it a name that no other plan has. */
@Singleton
public class PlanPrinter {

    private static final int HASH_BYTES = 16;

    private final ObjectMapper json;

    public PlanPrinter(ObjectMapper json) {
        this.json = json;
    }

    ApplyReport report(Plan plan, boolean dryRun) {
        return new ApplyReport(
                dryRun,
                name(plan),
                plan.count(Action.CREATE),
                plan.count(Action.CHANGE),
                plan.count(Action.DELETE),
                plan.unchanged(),
                plan.steps().stream().map(this::change).toList());
    }

    private PlannedChange change(Step step) {
        boolean isChange = step.action() == Action.CHANGE;
        return new PlannedChange(
                step.action(),
                step.kind().word(),
                step.id(),
                isChange ? FieldDiff.between(tree(step.before()), tree(step.after())) : List.of());
    }

    /** A hash over everything that is there before and after, of the items that change. */
    private String name(Plan plan) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Step step : plan.steps()) {
                String head = "%s %s %s ".formatted(step.action(), step.kind(), step.id());
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                digest.update(json.writeValueAsBytes(step.before()));
                digest.update(json.writeValueAsBytes(step.after()));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a plan of ours has no name", e);
        }
    }

    private JsonNode tree(Object item) {
        return json.valueToTree(item);
    }
}
