package dev.portreach.catalog.plan;

import java.util.List;

/**
 * What changes.
 *
 * @param steps creations and changes by kind, then deletions in the opposite order; within a kind by id
 * @param unchanged how many items are already as they are wanted
 * @param outcome the catalog as it is after all steps
 */
public record Plan(List<Step> steps, int unchanged, CatalogState outcome) {

    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public List<Step> of(Kind kind, boolean deletions) {
        return steps.stream()
                .filter(step -> step.kind() == kind && (step.action() == Action.DELETE) == deletions)
                .toList();
    }

    public long count(Action action) {
        return steps.stream().filter(step -> step.action() == action).count();
    }
}
