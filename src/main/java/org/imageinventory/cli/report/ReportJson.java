package org.imageinventory.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.inventory.database.MigrationReport;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.ScopeFreshness;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.job.PendingChanges;
import org.imageinventory.job.SyncReport;
import org.imageinventory.job.WalkAdvice;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports as JSON. The members have the names of columns.
 *
 * @param times how times are written
 */
public record ReportJson(Times times) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Returns the document as indented text. It may contain documents of images and their values. */
    public static String print(ObjectNode document) {
        return DocumentJson.print(document);
    }

    /** Returns the last run with the outcome of the whole sync, and the run that was resumed before it, or null. */
    public ObjectNode sync(SyncReport report) {
        var document = run(report.last())
                .put("dry_run", false)
                .put("outcome", report.outcome().label());
        var resumed = report.resumed();
        document.set("resumed_run", resumed == null ? MAPPER.nullNode() : run(resumed));
        return document;
    }

    /** Returns the run and the first of the changes that the dry run found, with their values as JSON. */
    public ObjectNode dryRun(RunReport run, PendingChanges pending) {
        var document = run(run).put("dry_run", true).put("pending_changes_total", pending.total());
        var list = document.putArray("pending_changes");
        for (var one : pending.first()) {
            var image = scope(list.addObject(), one.scope())
                    .put("image_id", one.change().imageId())
                    .put("change_kind", one.change().kind().label());
            var fields = image.putArray("changes");
            for (var change : one.change().changes()) {
                fields.addObject()
                        .put("field", change.field())
                        .set("old_value", value(change.oldValue()))
                        .set("new_value", value(change.newValue()));
            }
        }
        return document;
    }

    private static JsonNode value(@Nullable String json) {
        return json == null ? MAPPER.nullNode() : DocumentJson.read(json);
    }

    public ObjectNode status(
            List<RunReport> runs,
            List<RunReport> dryRuns,
            @Nullable RunReport unfinished,
            List<ScopeFreshness> scopes,
            Instant now) {
        var document = MAPPER.createObjectNode();
        var list = document.putArray("runs");
        runs.forEach(run -> list.add(run(run)));
        var dry = document.putArray("dry_runs");
        dryRuns.forEach(run -> dry.add(run(run)));
        document.set("unfinished_run", unfinished == null ? MAPPER.nullNode() : run(unfinished));
        var freshness = document.putArray("scopes");
        for (var scope : scopes) {
            var started = scope.lastCompleteStartedAt();
            scope(freshness.addObject(), scope.scope())
                    .put("last_complete_at", times.json(scope.lastCompleteAt()))
                    .put("last_complete_started_at", times.json(started))
                    .put(
                            "age_seconds",
                            started == null
                                    ? null
                                    : Duration.between(started, now).toSeconds())
                    .put("late_after_seconds", scope.lateAfter().toSeconds())
                    .put("late", scope.late())
                    .put("in_last_run", scope.inLastRun())
                    .put("live_images", scope.liveImages());
        }
        return document;
    }

    public ObjectNode migration(MigrationReport report) {
        var document = MAPPER.createObjectNode()
                .put("version_before", report.versionBefore())
                .put("version", report.version());
        var applied = document.putArray("applied");
        report.applied()
                .forEach(
                        one -> applied.addObject().put("version", one.version()).put("description", one.description()));
        return document;
    }

    public ObjectNode findings(List<Finding> findings, boolean ok) {
        var document = MAPPER.createObjectNode().put("ok", ok);
        var checks = document.putArray("checks");
        findings.forEach(finding -> checks.addObject()
                .put("check", finding.check())
                .put("level", finding.level().label())
                .put("detail", finding.detail())
                .put("advice", finding.advice()));
        return document;
    }

    /** Returns null for a resumed run, because its time includes the pause. */
    private static @Nullable Long rate(RunReport run, long images, double seconds) {
        if (run.resumedAt() != null) {
            return null;
        }
        return seconds == 0 ? 0 : Math.round(images / seconds);
    }

    private ObjectNode run(RunReport run) {
        var seconds = Times.seconds(run.startedAt(), run.endedAt());
        var images = run.walks().stream().mapToLong(WalkReport::imagesSeen).sum();
        var node = MAPPER.createObjectNode()
                .put("run_id", run.isStored() ? (Long) run.runId() : null)
                .put("outcome", run.outcome() == null ? null : run.outcome().label())
                .put("started_at", times.json(run.startedAt()))
                .put("resumed_at", times.json(run.resumedAt()))
                .put("ended_at", times.json(run.endedAt()))
                .put("as_of", times.json(run.asOf()))
                .put("seconds", seconds)
                .put("pages", run.walks().stream().mapToLong(WalkReport::pages).sum())
                .put("images_seen", images);
        tally(node, run.total())
                .put("images_per_second", rate(run, images, seconds))
                .put("api_requests", run.apiRequests())
                .put("api_retries", run.apiRetries());
        var walks = node.putArray("walks");
        run.walks().forEach(walk -> walk(walks.addObject(), walk));
        return node;
    }

    private void walk(ObjectNode node, WalkReport walk) {
        var failure = walk.failure();
        scope(node, walk.scope())
                .put("status", walk.status().label())
                .put("pages", walk.pages())
                .put("count_reported", walk.countReported())
                .put("images_seen", walk.imagesSeen())
                .put("unsettled", walk.unsettled())
                .put("listed_from", times.json(walk.listedFrom()))
                .put("resumed", walk.resumed());
        tally(node, walk.tally())
                .put("started_at", times.json(walk.startedAt()))
                .put("ended_at", times.json(walk.endedAt()))
                .put("seconds", Times.seconds(walk.startedAt(), walk.endedAt()))
                .put("error_code", failure == null ? null : failure.code())
                .put("error_message", failure == null ? null : failure.message())
                .put("request_id", failure == null ? null : failure.requestId())
                .put("advice", WalkAdvice.of(walk));
    }

    private static ObjectNode scope(ObjectNode node, Scope scope) {
        node.put("scope", scope.name())
                .put("account", scope.account())
                .put("region", scope.region())
                .put("product", scope.product())
                .put("biz_region", scope.bizRegion());
        node.set("filter", MAPPER.readTree(scope.filter()));
        return node;
    }

    private static ObjectNode tally(ObjectNode node, Tally tally) {
        return node.put("created", tally.created())
                .put("updated", tally.updated())
                .put("deleted", tally.deleted())
                .put("restored", tally.restored())
                .put("unchanged", tally.unchanged());
    }
}
