package org.imageinventory.standin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Control of faults from outside. */
final class ControlledFaults {

    private final StandIn api;

    ControlledFaults(StandIn api) {
        this.api = api;
    }

    /** A rule in the form in which it is shown. */
    record Shown(String fault, int hits, boolean over) {}

    Object answer(ControlStep step) {
        switch (step.pattern()) {
            case "GET faults" -> {}
            case "POST faults" -> api.faults().add(rule(step));
            case "DELETE faults" -> api.faults().clear();
            case "POST faults/release" -> api.faults().release();
            default -> throw step.unknown();
        }
        List<Shown> set = api.faults().rules().stream()
                .map(rule -> new Shown(rule.fault().name(), rule.hits(), rule.left() <= 0))
                .toList();
        return Map.of("set", set, "known", known());
    }

    private FaultRule rule(ControlStep step) {
        JsonNode body = step.json();
        var rule = FaultRule.of(FaultKind.named(step.required("fault")).fault(step.text("argument")));
        if (body.has("requests")) {
            rule.requests(body.path("requests").asLong());
        }
        if (body.has("after")) {
            rule.skipping(body.path("after").asLong());
        }
        if (body.has("probability")) {
            // With the same seed, rules would affect the same requests.
            long seed = body.path("seed").asLong(api.faults().rules().size() + 1L);
            rule.probability(body.path("probability").asDouble(), seed);
        }
        if (body.has("page")) {
            int page = body.path("page").asInt();
            rule.matching(call -> call.page() == page);
        }
        String product = step.text("product");
        if (product != null) {
            rule.matching(call -> product.equals(call.product()));
        }
        String account = step.text("account");
        if (account != null) {
            rule.matching(call -> account.equals(call.account()));
        }
        return rule;
    }

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        Arrays.stream(FaultKind.values()).forEach(kind -> known.put(kind.label(), kind.meaning()));
        return known;
    }
}
