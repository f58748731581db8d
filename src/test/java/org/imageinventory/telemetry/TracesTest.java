package org.imageinventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The trace of a run of two scopes. Its links are correct across the threads that walk and that read ahead. */
class TracesTest {

    private static final List<String> SCOPES = List.of("main/cn-shanghai/CloudApp", "main/cn-shanghai/CloudDesktop");

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static List<Span> spans;
    private static Map<ByteString, Span> byId;
    private static TestReceiver.Post post;

    @BeforeAll
    static void run() {
        try (var receiver = TestReceiver.start();
                var api = StandIn.builder()
                        .documents(IntStream.rangeClosed(1, 60)
                                .mapToObj(i -> "{\"ImageId\":\"i-" + i + "\",\"ProductType\":\""
                                        + (i % 2 == 0 ? "CloudApp" : "CloudDesktop") + "\"}")
                                .toList())
                        .build()
                        .start()) {
            api.faults()
                    .when(
                            call -> call.page() == 2 && "CloudApp".equals(call.product()),
                            Fault.throttled(Duration.ofMillis(1)))
                    .requests(1);
            var outcome = Program.on(DATABASE, api)
                    .with("inventory.products", "CloudApp,CloudDesktop")
                    .with("inventory.page-size", "10")
                    .with("inventory.chunk-size", "20")
                    .with("inventory.telemetry.service", "test-inventory")
                    .with("inventory.telemetry.otlp-traces.url", receiver.url("/v1/traces"))
                    .with("inventory.telemetry.otlp-traces.headers.Authorization", "Bearer trace-token")
                    .run("sync");
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            spans = receiver.spans();
            post = receiver.posts().get(0);
        }
        byId = spans.stream().collect(Collectors.toMap(Span::getSpanId, Function.identity()));
    }

    @Test
    void aReceiverGetsItByOtlp() {
        assertThat(post.path()).isEqualTo("/v1/traces");
        assertThat(post.contentType()).isEqualTo("application/x-protobuf");
        assertThat(post.authorization()).isEqualTo("Bearer trace-token");
    }

    @Test
    void theRunIsTheOneRoot() {
        assertThat(spans).extracting(Span::getTraceId).containsOnly(spans.get(0).getTraceId());
        assertThat(spans.stream().filter(span -> span.getParentSpanId().isEmpty()))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.getName()).isEqualTo("run 1");
                    assertThat(attribute(root, "run")).isEqualTo("1");
                });
    }

    @Test
    void scopesAreChildrenOfTheStepsOfTheRun() {
        assertThat(named(SCOPES::contains)).hasSize(2).allSatisfy(scope -> {
            assertThat(parent(scope).getName()).isEqualTo("spring.batch.step");
            assertThat(attribute(parent(scope), "spring.batch.step.name")).isEqualTo("walk-1");
            assertThat(parent(parent(scope)).getName()).isEqualTo("run 1");
        });
    }

    @Test
    void requestsAreTheirScopesChildrenThoughOtherThreadsSendThem() {
        var requests = named("ListImage"::equals);

        assertThat(requests).hasSize(7).allSatisfy(request -> assertThat(
                        parent(request).getName())
                .isEqualTo("main/cn-shanghai/" + attribute(request, "product")));
        assertThat(requests)
                .extracting(request -> attribute(request, "product") + " " + attribute(request, "page") + " "
                        + attribute(request, "outcome"))
                .containsExactlyInAnyOrder(
                        "CloudApp 1 answered",
                        "CloudApp 2 throttled",
                        "CloudApp 2 answered",
                        "CloudApp 3 answered",
                        "CloudDesktop 1 answered",
                        "CloudDesktop 2 answered",
                        "CloudDesktop 3 answered");
        assertThat(requests).allSatisfy(request -> assertThat(attribute(request, "request_id"))
                .hasSizeGreaterThan(20));
    }

    @Test
    void chunksAreTheirScopesChildrenAndSingleImagesHaveNoSpan() {
        assertThat(named("spring.batch.chunk.write"::equals)).hasSize(4).allSatisfy(chunk -> assertThat(SCOPES)
                .contains(parent(chunk).getName()));
        assertThat(named(name -> name.startsWith("spring.batch.item"))).isEmpty();
    }

    @Test
    void aChildIsWithinItsParent() {
        assertThat(spans)
                .filteredOn(span -> !span.getParentSpanId().isEmpty())
                .isNotEmpty()
                .allSatisfy(span -> {
                    assertThat(span.getStartTimeUnixNano())
                            .isGreaterThanOrEqualTo(parent(span).getStartTimeUnixNano());
                    assertThat(span.getEndTimeUnixNano())
                            .isLessThanOrEqualTo(parent(span).getEndTimeUnixNano());
                });
    }

    private static List<Span> named(Predicate<String> name) {
        return spans.stream().filter(span -> name.test(span.getName())).toList();
    }

    private static Span parent(Span span) {
        return Objects.requireNonNull(byId.get(span.getParentSpanId()));
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}
