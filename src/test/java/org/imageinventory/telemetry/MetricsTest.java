package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The metrics of a run. CloudApp has 30 images: one was deleted and one changed since the run before, and one request
 * is throttled. All images of WuyingServer are missing. The API refuses CloudDesktop.
 */
class MetricsTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final String[] CLOUD_APP = {
        "account", "main", "region", "cn-shanghai", "product", "CloudApp", "biz_region", "all"
    };

    private static final StandIn API = StandIn.builder().documents(documents()).build();
    private static final TestReceiver OTLP = TestReceiver.start();
    private static final TestReceiver PUSHGATEWAY = TestReceiver.start();

    private static Instant before;
    private static Exposition pushed;

    @BeforeAll
    static void twoRuns() {
        API.start();
        assertThat(program().run("sync").exitCode()).isZero();
        before = Instant.now();
        API.inventory().delete("i-7");
        API.inventory().patch("i-8", Map.of("Odd", 1));
        IntStream.rangeClosed(1, 20).forEach(i -> API.inventory().delete("s-" + i));
        API.faults()
                .when(call -> call.page() == 2, Fault.throttled(Duration.ofMillis(1)))
                .requests(1);
        API.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.noPermission());
        assertThat(measured().run("sync").exitCode()).isEqualTo(4);
        // These commands send no metrics. Metrics of theirs would replace those of the run.
        assertThat(measured().run("doctor").out()).contains("CloudApp");
        assertThat(measured().run("sync", "--dry-run").exitCode()).isEqualTo(4);
        pushed = Exposition.parse(PUSHGATEWAY.posts().get(0).text());
    }

    @AfterAll
    static void close() {
        API.close();
        OTLP.close();
        PUSHGATEWAY.close();
    }

    @Test
    void thePushgatewayGetsOnePostOfItsFormat() {
        assertThat(PUSHGATEWAY.posts()).singleElement().satisfies(post -> {
            assertThat(post.path()).isEqualTo("/prefix/metrics/job/test-inventory");
            assertThat(post.contentType()).startsWith("text/plain; version=0.0.4");
            assertThat(post.authorization()).isEqualTo("Bearer pushgateway-token");
        });
    }

    @Test
    void imagesAreCountedByOutcome() {
        assertThat(images("updated")).isEqualTo(1);
        assertThat(images("deleted")).isEqualTo(1);
        assertThat(images("unchanged")).isEqualTo(28);
        assertThat(images("created")).isZero();
        assertThat(images("restored")).isZero();
    }

    @Test
    void aScopesWalkHasExactlyOneVerdict() {
        assertThat(verdicts("CloudApp")).containsExactly("complete");
        assertThat(verdicts("WuyingServer")).containsExactly("refused");
        assertThat(verdicts("CloudDesktop")).containsExactly("failed");
        assertThat(pushed.of("image_inventory_walks")).hasSize(15);
    }

    @Test
    void aScopesAgeIsThatOfItsLastCompleteWalk() {
        var now = Instant.now();
        assertThat(Instant.ofEpochSecond((long) pushed.value("image_inventory_scope_complete_seconds", CLOUD_APP)))
                .isBetween(before.minusSeconds(1), now);
        assertThat(Instant.ofEpochSecond(
                        (long) pushed.value("image_inventory_scope_complete_seconds", "product", "WuyingServer")))
                .isBefore(before);
        assertThat(pushed.value("image_inventory_scope_age_seconds", "product", "WuyingServer"))
                .isGreaterThan(pushed.value("image_inventory_scope_age_seconds", CLOUD_APP));
        // Two complete walks within seconds: at least an hour.
        assertThat(pushed.value("image_inventory_scope_late_after_seconds", CLOUD_APP))
                .isEqualTo(3600);
        assertThat(pushed.value("image_inventory_scope_images", CLOUD_APP)).isEqualTo(29);
        assertThat(pushed.value("image_inventory_scope_images", "product", "WuyingServer"))
                .isEqualTo(20);
    }

    @Test
    void theRunHasAnEndADurationAndOneOutcome() {
        assertThat(pushed.value("image_inventory_run_outcome", "outcome", "refused"))
                .isEqualTo(1);
        assertThat(pushed.of("image_inventory_run_outcome").values().stream().mapToDouble(v -> v))
                .hasSize(5)
                .satisfies(values ->
                        assertThat(values.stream().mapToDouble(v -> v).sum()).isEqualTo(1));
        var end = pushed.value("image_inventory_run_end_seconds");
        assertThat(Instant.ofEpochSecond((long) end)).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(pushed.value("image_inventory_run_duration_seconds"))
                .isPositive()
                .isLessThanOrEqualTo(end - before.toEpochMilli() / 1e3 + 0.01);
    }

    @Test
    void rowsAreCountedByTable() {
        var images =
                Sql.on(DATABASE).rows("SELECT count(*) FROM inventory.image").get(0);
        assertThat(pushed.value("image_inventory_rows", "table", "image")).isEqualTo(Double.parseDouble(images));
        assertThat(pushed.of("image_inventory_rows"))
                .hasSize(Integer.parseInt(Sql.on(DATABASE)
                        .rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'inventory'")
                        .get(0)));
    }

    @Test
    void anomaliesAreFieldsByKind() {
        assertThat(pushed.value("image_inventory_anomalies", "kind", "unknown")).isEqualTo(1);
        assertThat(pushed.value("image_inventory_anomalies", "kind", "malformed"))
                .isZero();
    }

    @Test
    void requestsAreTimedByOutcomeAndRetriesMarked() {
        var requests = "image_inventory_request_seconds_count";
        // CloudApp has three requests for pages of 10 and a throttled one. Then there are two lookups of the missing
        // image.
        assertThat(pushed.value(requests, "product", "CloudApp", "outcome", "answered", "retry", "false")
                        + pushed.value(requests, "product", "CloudApp", "outcome", "answered", "retry", "true"))
                .isEqualTo(4);
        assertThat(pushed.value(requests, "outcome", "throttled")).isEqualTo(1);
        assertThat(pushed.value(requests, "product", "all")).isEqualTo(1);
        assertThat(pushed.value(requests, "outcome", "denied", "product", "CloudDesktop"))
                .isEqualTo(1);
        assertThat(pushed.of("image_inventory_request_seconds_bucket").keySet())
                .extracting(labels -> labels.get("le"))
                .contains("0.05", "1.0", "30.0", "+Inf");
        assertThat(pushed.of(requests).keySet()).allSatisfy(labels -> assertThat(labels)
                .containsOnlyKeys("account", "region", "product", "biz_region", "outcome", "retry"));
    }

    @Test
    void springBatchsOwnMetersAreThere() {
        assertThat(pushed.names())
                .contains(
                        "spring_batch_job_seconds_count",
                        "spring_batch_step_seconds_count",
                        "spring_batch_chunk_write_seconds_count");
    }

    @Test
    void anOtlpReceiverGetsTheSameUnderTheSameNames() {
        var posts = OTLP.posts();
        assertThat(posts).isNotEmpty().allSatisfy(post -> {
            assertThat(post.path()).isEqualTo("/v1/metrics");
            assertThat(post.contentType()).isEqualTo("application/x-protobuf");
            assertThat(post.authorization()).isEqualTo("Bearer otlp-token");
        });
        var metrics = OTLP.metrics();
        assertThat(metrics.getResource().getAttributesList())
                .anySatisfy(attribute -> assertThat(text(attribute)).isEqualTo("service.name=test-inventory"));
        var all = metrics.getScopeMetrics(0).getMetricsList();
        assertThat(all)
                .extracting(Metric::getName)
                .contains(
                        "image_inventory.request",
                        "image_inventory.images",
                        "image_inventory.walks",
                        "image_inventory.scope.complete",
                        "image_inventory.scope.age",
                        "image_inventory.scope.late.after",
                        "image_inventory.scope.images",
                        "image_inventory.run.outcome",
                        "image_inventory.run.duration",
                        "image_inventory.run.end",
                        "image_inventory.anomalies",
                        "spring.batch.step");
        var complete = metric(all, "image_inventory.scope.complete");
        assertThat(complete.getUnit()).isEqualTo("seconds");
        assertThat(complete.getGauge().getDataPointsList())
                .filteredOn(point -> point.getAttributesList().stream()
                        .anyMatch(attribute -> text(attribute).equals("product=CloudApp")))
                .singleElement()
                .satisfies(point -> assertThat(point.getAsDouble())
                        .isCloseTo(pushed.value("image_inventory_scope_complete_seconds", CLOUD_APP), within(0.001)));
        assertThat(metric(all, "image_inventory.request").getHistogram().getDataPointsList())
                .filteredOn(point -> point.getAttributesList().stream()
                        .anyMatch(attribute -> text(attribute).equals("outcome=throttled")))
                .singleElement()
                .satisfies(point -> assertThat(point.getCount()).isEqualTo(1));
    }

    private static double images(String outcome) {
        var labels = new ArrayList<>(List.of(CLOUD_APP));
        labels.addAll(List.of("outcome", outcome));
        return pushed.value("image_inventory_images", labels.toArray(String[]::new));
    }

    private static List<String> verdicts(String product) {
        return pushed.of("image_inventory_walks").entrySet().stream()
                .filter(sample -> product.equals(sample.getKey().get("product")) && sample.getValue() == 1)
                .map(sample -> sample.getKey().get("status"))
                .toList();
    }

    private static Metric metric(List<Metric> all, String name) {
        return all.stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(KeyValue attribute) {
        return attribute.getKey() + "=" + attribute.getValue().getStringValue();
    }

    private static Program program() {
        return Program.on(DATABASE, API)
                .with("inventory.products[0]", "CloudApp")
                .with("inventory.products[1]", "CloudDesktop")
                .with("inventory.products[2]", "WuyingServer")
                .with("inventory.page-size", "10");
    }

    private static Program measured() {
        return program()
                .with("inventory.telemetry.service", "test-inventory")
                .with("inventory.telemetry.otlp-metrics.url", OTLP.url("/v1/metrics"))
                .with("inventory.telemetry.otlp-metrics.headers.Authorization", "Bearer otlp-token")
                .with("inventory.telemetry.pushgateway.url", PUSHGATEWAY.url("/prefix/"))
                .with("inventory.telemetry.pushgateway.headers.authorization", "Bearer pushgateway-token");
    }

    private static List<String> documents() {
        var documents = new ArrayList<String>();
        IntStream.rangeClosed(1, 30)
                .forEach(i -> documents.add("{\"ImageId\":\"i-" + i + "\",\"ProductType\":\"CloudApp\"}"));
        IntStream.rangeClosed(1, 20)
                .forEach(i -> documents.add("{\"ImageId\":\"s-" + i + "\",\"ProductType\":\"WuyingServer\"}"));
        documents.add("{\"ImageId\":\"d-1\",\"ProductType\":\"CloudDesktop\"}");
        return documents;
    }
}
