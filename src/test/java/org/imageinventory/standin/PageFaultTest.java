package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Faults in the content of a page. */
final class PageFaultTest {

    private final StandIn api = StandIn.builder().images(30).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void countCanBeAnything() throws IOException {
        assertThat(with(Fault.countAsText()).path("Count").toString()).isEqualTo("\"30\"");
        assertThat(with(Fault.countNull()).path("Count").isNull()).isTrue();
        assertThat(with(Fault.countNegative()).path("Count").asInt()).isEqualTo(-1);
        assertThat(with(Fault.countOffBy(-3)).path("Count").asInt()).isEqualTo(27);
        assertThat(with(Fault.count("{\"a\":1}")).path("Count").isObject()).isTrue();
        assertThat(with(Fault.countMissing()).has("Count")).isFalse();
        api.faults().next(2, Fault.countDrifting());
        assertThat(page(1, 10).path("Count").asInt()).isEqualTo(31);
        assertThat(page(2, 10).path("Count").asInt()).isEqualTo(32);
    }

    @Test
    void dataCanBeAnything() throws IOException {
        assertThat(with(Fault.dataMissing()).has("Data")).isFalse();
        assertThat(with(Fault.data("\"none\"")).path("Data").asString()).isEqualTo("none");
        assertThat(with(Fault.repeatedImage()).path("Data")).hasSize(11);
    }

    @Test
    void successCanBeEmptyOrFailure() throws IOException {
        var empty = with(Fault.empty());
        assertThat(empty.path("Success").asBoolean()).isTrue();
        assertThat(empty.path("Count").asInt()).isZero();
        assertThat(empty.path("Data").isArray()).isTrue();
        assertThat(empty.path("Data")).isEmpty();

        var failed = with(Fault.notSuccess("InternalError"));
        assertThat(failed.path("Success").asBoolean(true)).isFalse();
        assertThat(failed.path("Code").asString()).isEqualTo("InternalError");
        assertThat(failed.has("Data")).isFalse();
    }

    @Test
    void requestIdCanBeMissing() throws IOException {
        api.faults().next(1, Fault.requestIdMissing());

        try (var connection = new RawConnection(api)) {
            var got = connection.list(Map.of());
            assertThat(got.json().has("RequestId")).isFalse();
            assertThat(got.headers()).doesNotContainKey("x-acs-request-id");
        }
    }

    @Test
    void cappedPagesAreSmallerAndSaySo() throws IOException {
        api.faults().always(Fault.pageSizeCap(7));

        assertThat(page(2, 10).path("PageSize").asInt()).isEqualTo(7);
        assertThat(ids(page(2, 10))).isEqualTo(api.inventory().ids().subList(7, 14));
    }

    @Test
    void overlappingPagesRepeatImages() throws IOException {
        api.faults().always(Fault.overlapping(2));

        assertThat(ids(page(1, 10))).isEqualTo(api.inventory().ids().subList(0, 10));
        assertThat(ids(page(2, 10))).isEqualTo(api.inventory().ids().subList(8, 18));
    }

    @Test
    void reorderedListIsMixedAnewEachTimeButTheSameForASeed() throws IOException {
        List<List<String>> orders = new ArrayList<>();
        for (int time = 0; time < 2; time++) {
            api.faults().clear();
            api.faults().always(Fault.reordered(5));
            orders.add(ids(page(1, 100)));
            orders.add(ids(page(1, 100)));
        }

        assertThat(orders.get(0)).isNotEqualTo(orders.get(1)).hasSameElementsAs(orders.get(1));
        assertThat(orders.subList(0, 2)).isEqualTo(orders.subList(2, 4));
    }

    private JsonNode with(Fault fault) throws IOException {
        api.faults().next(1, fault);
        return page(1, 10);
    }

    private JsonNode page(int number, int size) throws IOException {
        try (var connection = new RawConnection(api)) {
            var got =
                    connection.list(Map.of("PageNumber", Integer.toString(number), "PageSize", Integer.toString(size)));
            assertThat(got.status()).isEqualTo(200);
            return got.json();
        }
    }

    private static List<String> ids(JsonNode page) {
        return page.path("Data")
                .valueStream()
                .map(image -> image.path("ImageId").asString())
                .toList();
    }
}
