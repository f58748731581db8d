package org.imageinventory.job;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.imageinventory.inventory.database.RunLockHeldException;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.StatusQuery;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Metrics of the last run. No value is a sum over several runs. */
@Component
final class RunMeters {

    private static final Logger LOG = LoggerFactory.getLogger(RunMeters.class);
    private static final String SECONDS = "seconds";

    private static final Map<String, ToDoubleFunction<Tally>> FATES = Map.of(
            "created", Tally::created,
            "updated", Tally::updated,
            "deleted", Tally::deleted,
            "restored", Tally::restored,
            "unchanged", Tally::unchanged);

    private final Telemetry telemetry;
    private final StatusQuery status;
    private final ScopePlan scopePlan;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new HashMap<>();

    RunMeters(Telemetry telemetry, StatusQuery status, ScopePlan scopePlan, Clock clock) {
        this.telemetry = telemetry;
        this.status = status;
        this.scopePlan = scopePlan;
        this.clock = clock;
    }

    /**
     * Runs a sync and sends its metrics. For a dry run, or a run that did not start, it sends nothing, so the values of
     * the last real run stay.
     */
    SyncReport measure(SyncOptions options, Supplier<SyncReport> sync) {
        if (options.dryRun()) {
            return sync.get();
        }
        var startedAt = clock.instant();
        try {
            var report = sync.get();
            telemetry.sendOnClose();
            ended(report);
            return report;
        } catch (RunLockHeldException | StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            telemetry.sendOnClose();
            run(startedAt, RunOutcome.FAILED);
            throw e;
        }
    }

    private void ended(SyncReport report) {
        if (telemetry.meters() == null) {
            return;
        }
        try {
            run(report.last().startedAt(), report.outcome());
            walks(report.walks());
            scopes();
            anomalies();
            rows();
        } catch (RuntimeException e) {
            var run = report.last().runId();
            RunContext.run(run, () -> LOG.warn("Could not read all metrics of run {}", run, e));
        }
    }

    private void run(Instant startedAt, RunOutcome outcome) {
        var now = clock.instant();
        gauge(
                "run.outcome",
                null,
                "1 for the outcome of the last run, 0 for the others",
                Arrays.stream(RunOutcome.values())
                        .map(value -> Row.of(Tags.of("outcome", value.label()), value == outcome ? 1 : 0)));
        gauge(
                "run.duration",
                SECONDS,
                "Duration of the last run; for a resumed run, from its first start",
                Stream.of(Row.of(Tags.empty(), seconds(Duration.between(startedAt, now)))));
        gauge("run.end", SECONDS, "Unix time of the last run's end", Stream.of(Row.of(Tags.empty(), unixTime(now))));
    }

    private void walks(List<WalkReport> walks) {
        gauge(
                "images",
                null,
                "Images that the last run created, updated, deleted, restored, or found unchanged",
                walks.stream().flatMap(walk -> FATES.entrySet().stream()
                        .map(fate -> Row.of(
                                tags(walk.scope()).and("outcome", fate.getKey()),
                                fate.getValue().applyAsDouble(walk.tally())))));
        gauge(
                "walks",
                null,
                "1 for the status of a scope's last walk, 0 for the others",
                walks.stream().flatMap(walk -> Arrays.stream(WalkStatus.values())
                        .map(value -> Row.of(
                                tags(walk.scope()).and("status", value.label()), value == walk.status() ? 1 : 0))));
    }

    private void scopes() {
        var configured = scopePlan.scopes(null);
        var known = status.scopes().stream()
                .filter(scope -> configured.stream().anyMatch(scope.scope()::isSameAs))
                .toList();
        gauge(
                "scope.complete",
                SECONDS,
                "Unix time of the start of a scope's last complete walk; 0 if there was none",
                known.stream()
                        .map(scope -> Row.of(
                                tags(scope.scope()),
                                unixTime(Objects.requireNonNullElse(scope.lastCompleteStartedAt(), Instant.EPOCH)))));
        gauge(
                "scope.age",
                SECONDS,
                "From the start of a scope's last complete walk to the end of the run; absent if there was none",
                known.stream().flatMap(scope -> Stream.ofNullable(scope.lastCompleteStartedAt())
                        .map(start -> Row.of(tags(scope.scope()), seconds(Duration.between(start, clock.instant()))))));
        gauge(
                "scope.late.after",
                SECONDS,
                "Age from which a scope is late",
                known.stream().map(scope -> Row.of(tags(scope.scope()), seconds(scope.lateAfter()))));
        gauge(
                "scope.images",
                null,
                "Live images that a scope holds",
                known.stream().map(scope -> Row.of(tags(scope.scope()), scope.liveImages())));
    }

    private void anomalies() {
        gauge(
                "anomalies",
                null,
                "Fields from the API that have no column, or whose value does not fit",
                status.anomalies().entrySet().stream()
                        .map(kind -> Row.of(Tags.of("kind", kind.getKey()), kind.getValue())));
    }

    private void rows() {
        gauge(
                "rows",
                null,
                "Approximate number of rows in each table of the inventory",
                status.rows().entrySet().stream()
                        .map(table -> Row.of(Tags.of("table", table.getKey()), table.getValue())));
    }

    private void gauge(String name, @Nullable String unit, String description, Stream<Row<Number>> rows) {
        var meters = telemetry.meters();
        if (meters != null) {
            gauges.computeIfAbsent(name, key -> MultiGauge.builder("image_inventory." + key)
                            .baseUnit(unit)
                            .description(description)
                            .register(meters))
                    .register(rows.toList(), true);
        }
    }

    private static Tags tags(Scope scope) {
        return Tags.of(
                "account", scope.account(),
                "region", scope.region(),
                "product", scope.product(),
                "biz_region", Objects.requireNonNullElse(scope.bizRegion(), "all"));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static double unixTime(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
