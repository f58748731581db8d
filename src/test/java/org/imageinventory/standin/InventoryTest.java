package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class InventoryTest {

    private final Inventory inventory = Inventory.seeded(1, 20, 1, "cn-shanghai");
    private final List<String> before = inventory.ids();
    private final String id = before.get(3);

    @Test
    void patchMergesIntoTheDocument() {
        Map<String, Object> patch = new HashMap<>(Map.of("Status", "INIT", "New", Map.of("a", 1.50)));
        patch.put("Scene", null);

        inventory.patch(id, patch);

        var image = Json.lenient(inventory.json(id));
        assertThat(image.path("Status").asString()).isEqualTo("INIT");
        assertThat(image.has("Scene")).isFalse();
        assertThat(image.path("New").toString()).isEqualTo("{\"a\":1.5}");
        assertThat(image.path("ImageName").asString()).isNotEmpty();
        assertThat(inventory.ids(Map.of("Status", "INIT"))).contains(id);
    }

    @Test
    void patchKeepsNumbersAsTheyAreWritten() {
        inventory.replace(id, "{\"a\":1.10,\"b\":123456789012345678901234567890,\"c\":\"\\ud800\"}");

        inventory.patch(id, "{\"d\":1E+2}");

        assertThat(inventory.json(id)).startsWith("{\"a\":1.10,\"b\":123456789012345678901234567890,");
    }

    @Test
    void deletedImageLeavesTheListAndComesBackToItsPlace() {
        inventory.delete(id);
        assertThat(inventory.ids()).hasSize(19).doesNotContain(id);
        assertThat(inventory.isDeleted(id)).isTrue();

        inventory.restore(id);
        assertThat(inventory.ids()).isEqualTo(before);
    }

    @Test
    void addedImagesStandAtTheEndOrTheBeginning() {
        String last = inventory.add("{\"ImageId\":\"last\"}");
        String first = inventory.addFirst("{\"ImageId\":\"first\"}");
        String nameless = inventory.add("[1,2]");

        assertThat(inventory.ids()).startsWith(first, before.get(0)).endsWith(last, nameless);
        assertThat(inventory.size()).isEqualTo(23);
    }

    @Test
    void replacedImageStaysAtItsPlaceUnderItsOldName() {
        inventory.replace(id, "{\"ImageId\":\"other\"}");

        assertThat(inventory.ids()).isEqualTo(before);
        assertThat(inventory.served().get(3).path("ImageId").asString()).isEqualTo("other");
    }

    @Test
    void listMovesWhileItIsWalked() {
        inventory.after(1, list -> list.delete(id));
        inventory.after(2, list -> list.addFirst("{}"));

        assertThat(count()).isEqualTo(20);
        assertThat(count()).isEqualTo(19);
        assertThat(count()).isEqualTo(20);
    }

    @Test
    void imageListedTwiceIsServedTwiceAndDeletedAtOnce() {
        var twice = Inventory.of(List.of("{\"ImageId\":\"a\"}", "{\"ImageId\":\"b\"}", "{\"ImageId\":\"a\"}"));

        assertThat(twice.ids()).containsExactly("a", "b", "a");
        twice.delete("a");
        assertThat(twice.ids()).containsExactly("b");
    }

    @Test
    void unknownImageIsAnError() {
        assertThatThrownBy(() -> inventory.delete("imgc-0nowhere"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("imgc-0nowhere");
    }

    private int count() {
        return inventory
                .page(new ImageFilter(Parameters.of(Map.of())), new PagePlan(1, 5, 0, null))
                .count();
    }
}
