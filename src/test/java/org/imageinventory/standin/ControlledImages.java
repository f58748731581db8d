package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Control of inventories from outside. */
final class ControlledImages {

    private static final String DONE = "done";

    private final StandIn api;

    ControlledImages(StandIn api) {
        this.api = api;
    }

    Object answer(ControlStep step) {
        String account = step.parameters().text("account");
        Inventory inventory = account == null ? api.inventory() : api.inventory(account);
        return switch (step.pattern()) {
            case "GET images" -> list(inventory, step.parameters());
            case "POST images" ->
                Map.of(
                        "id",
                        step.parameters().text("first", "false").equals("true")
                                ? inventory.addFirst(step.body())
                                : inventory.add(step.body()));
            case "GET images/*" ->
                new Answer(
                        200,
                        "",
                        Answer.JSON,
                        Map.of(),
                        inventory.json(step.id()).getBytes(UTF_8));
            case "PUT images/*" -> done(() -> inventory.replace(step.id(), step.body()));
            case "PATCH images/*" -> done(() -> inventory.patch(step.id(), step.body()));
            case "DELETE images/*" -> done(() -> inventory.delete(step.id()));
            case "POST images/*/restore" -> done(() -> inventory.restore(step.id()));
            case "PUT images/*/products" ->
                done(() -> inventory.supports(
                        step.id(),
                        step.json().valueStream().map(JsonNode::asString).toArray(String[]::new)));
            default -> throw step.unknown();
        };
    }

    Object change(ControlStep step) {
        if (!step.pattern().equals("POST changes")) {
            throw step.unknown();
        }
        String account = step.text("account");
        Inventory inventory = account == null ? api.inventory() : api.inventory(account);
        int after = Integer.parseInt(step.required("after"));
        return done(() -> inventory.after(after, change(step, step.required("change"))));
    }

    private static Consumer<Inventory> change(ControlStep step, String name) {
        String document = step.json().path("document").toString();
        if (name.equals("add")) {
            return inventory -> inventory.add(document);
        }
        if (name.equals("add-first")) {
            return inventory -> inventory.addFirst(document);
        }
        String id = step.required("id");
        return switch (name) {
            case "replace" -> inventory -> inventory.replace(id, document);
            case "patch" -> inventory -> inventory.patch(id, document);
            case "delete" -> inventory -> inventory.delete(id);
            case "restore" -> inventory -> inventory.restore(id);
            default ->
                throw new IllegalArgumentException(
                        "There is no change " + name + ", only add, add-first, replace, patch, delete, restore");
        };
    }

    private static Map<String, Object> list(Inventory inventory, Parameters parameters) {
        List<String> ids = inventory.ids(parameters.values());
        int from = Math.min(ids.size(), Integer.parseInt(parameters.text("offset", "0")));
        int to = (int) Math.min(ids.size(), from + Long.parseLong(parameters.text("limit", "1000")));
        return Map.of("count", ids.size(), "ids", ids.subList(from, to));
    }

    private static Map<String, Boolean> done(Runnable step) {
        step.run();
        return Map.of(DONE, true);
    }
}
