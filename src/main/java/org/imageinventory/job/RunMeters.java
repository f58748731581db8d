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
import org.imageinventory.inventory.run.ScopeFreshness;
import org.imageinventory.inventory.run.StatusQuery;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a run came to, for those who take metrics: each figure is of the last run, none a sum over runs. */
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

    /** After a dry run, or one that did not begin, nothing is sent: the figures of the last real one hold. */
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
            RunContext.run(run, () -> LOG.warn("Not all figures of run {} could be had for metrics", run, e));
        }
    }

    private void run(Instant startedAt, RunOutcome outcome) {
        var now = clock.instant();
        gauge(
                "run.outcome",
                null,
                "1 for how the last run ended, 0 for the other ways",
                Arrays.stream(RunOutcome.values())
                        .map(value -> Row.of(Tags.of("outcome", value.label()), value == outcome ? 1 : 0)));
        gauge(
                "run.duration",
                SECONDS,
                "Of the last run; of a resumed one from its first start",
                Stream.of(Row.of(Tags.empty(), seconds(Duration.between(startedAt, now)))));
        gauge("run.end", SECONDS, "Unix time of the last run's end", Stream.of(Row.of(Tags.empty(), unixTime(now))));
    }

    private void walks(List<WalkReport> walks) {
        gauge(
                "images",
                null,
                "What the last run made of the images that it saw or missed",
                walks.stream().flatMap(walk -> FATES.entrySet().stream()
                        .map(fate -> Row.of(
                                tags(walk.scope()).and("outcome", fate.getKey()),
                                fate.getValue().applyAsDouble(walk.tally())))));
        gauge(
                "walks",
                null,
                "1 for what the last walk of a scope was worth, 0 for the other verdicts",
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
                known.stream().map(scope -> Row.of(tags(scope.scope()), unixTime(lastCompleteStart(scope)))));
        gauge(
                "scope.age",
                SECONDS,
                "From then to now, as of the end of the run",
                known.stream()
                        .map(scope -> Row.of(
                                tags(scope.scope()),
                                seconds(Duration.between(lastCompleteStart(scope), clock.instant())))));
        gauge(
                "scope.images",
                null,
                "Live images that a scope holds",
                known.stream().map(scope -> Row.of(tags(scope.scope()), scope.liveImages())));
    }

    private static Instant lastCompleteStart(ScopeFreshness scope) {
        return Objects.requireNonNullElse(scope.lastCompleteStartedAt(), Instant.EPOCH);
    }

    private void anomalies() {
        gauge(
                "anomalies",
                null,
                "Fields that the API sent and the tables do not know or could not take",
                status.anomalies().entrySet().stream()
                        .map(kind -> Row.of(Tags.of("kind", kind.getKey()), kind.getValue())));
    }

    private void rows() {
        gauge(
                "rows",
                null,
                "About how many rows a table of the inventory has",
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
