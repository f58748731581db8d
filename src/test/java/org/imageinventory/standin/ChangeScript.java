package org.imageinventory.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Changes that are applied after a number of further list requests. */
final class ChangeScript {

    private final List<Step> steps = new ArrayList<>();
    private long answered;

    private record Step(long due, Consumer<Inventory> change) {}

    void after(int requests, Consumer<Inventory> change) {
        steps.add(new Step(answered + requests, change));
    }

    void answered(Inventory inventory) {
        answered++;
        List<Step> due = steps.stream().filter(step -> step.due() <= answered).toList();
        steps.removeAll(due);
        due.forEach(step -> step.change().accept(inventory));
    }
}
