package org.imageinventory.job;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imageinventory.inventory.database.Migration;
import org.imageinventory.inventory.database.NewerSchemaException;
import org.imageinventory.inventory.database.RunLock;
import org.imageinventory.inventory.database.RunLockException;
import org.imageinventory.inventory.database.RunLockHeldException;
import org.imageinventory.inventory.database.UnsuitableDatabaseException;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.Runs;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Scopes;
import org.imageinventory.inventory.run.StatusQuery;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.settings.ConfigurationException;
import org.imageinventory.settings.InventorySettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.stereotype.Component;

/** One sync, from the lock to the report: resumes the unfinished run or starts a new one. */
@Component
public final class Sync {

    private static final Logger LOG = LoggerFactory.getLogger(Sync.class);

    private final RunLock lock;
    private final Migration migration;
    private final ScopePlan scopePlan;
    private final UnfinishedRun unfinishedRun;
    private final Runs runs;
    private final Walks walks;
    private final Scopes scopes;
    private final StatusQuery status;
    private final ProgressBoard progress;
    private final MassDeleteApproval approval;
    private final GracefulStop stop;
    private final JobOperator operator;
    private final Job job;
    private final InventorySettings settings;
    private final RunMeters meters;
    private final EmptyDatabaseRun emptyDatabaseRun;

    Sync(
            RunLock lock,
            Migration migration,
            ScopePlan scopePlan,
            UnfinishedRun unfinishedRun,
            Runs runs,
            Walks walks,
            Scopes scopes,
            StatusQuery status,
            ProgressBoard progress,
            MassDeleteApproval approval,
            GracefulStop stop,
            JobOperator operator,
            Job job,
            InventorySettings settings,
            RunMeters meters,
            EmptyDatabaseRun emptyDatabaseRun) {
        this.lock = lock;
        this.migration = migration;
        this.scopePlan = scopePlan;
        this.unfinishedRun = unfinishedRun;
        this.runs = runs;
        this.walks = walks;
        this.scopes = scopes;
        this.status = status;
        this.progress = progress;
        this.approval = approval;
        this.stop = stop;
        this.operator = operator;
        this.job = job;
        this.settings = settings;
        this.meters = meters;
        this.emptyDatabaseRun = emptyDatabaseRun;
    }

    /**
     * Runs until the end, or until it is stopped. After a resumed run it starts a new run of the scopes that were
     * listed before the interruption, unless {@link SyncOptions#resumeOnly()}. So this process lists every scope.
     *
     * @throws ConfigurationException if the scope pattern matches nothing; nothing was contacted
     * @throws RunLockHeldException if another run holds the inventory; nothing was done
     * @throws NewerSchemaException if a later version of this program has migrated the schema; nothing was done
     * @throws UnsuitableDatabaseException if the database cannot hold an inventory; nothing was done
     * @throws RunLockException if the lock is not reliable on this connection, or was lost
     * @throws StoppedException if the application was stopped before the run started
     * @throws SyncFailedException if the run could not be started or completed
     */
    public SyncReport run(SyncOptions options) {
        var planned = scopePlan.scopes(options.scopePattern());
        return meters.measure(options, () -> lock.holding(() -> run(options, planned)));
    }

    private SyncReport run(SyncOptions options, List<Scope> planned) {
        stop.failIfAsked();
        if (options.dryRun() && mayMigrate() && migration.requireWritable().version() == null) {
            return new SyncReport(null, emptyDatabaseRun.run(planned));
        }
        bringSchemaUpToDate(options);
        stop.failIfAsked();
        approval.toMassDelete(options.acceptMassDelete());
        var unfinished = unfinishedRun.find(options, RunParameters.digest(planned));
        if (unfinished.isEmpty()) {
            return new SyncReport(null, begin(options, planned, null, planned));
        }
        var resumed = resume(unfinished.get(), planned);
        var stale = stale(resumed.runId(), planned);
        if (options.resumeOnly() || stop.isAsked() || stale.isEmpty()) {
            return new SyncReport(null, resumed);
        }
        runs.giveUpUnfinished(null);
        if (resumed.outcome() == RunOutcome.FAILED) {
            // It set no scope's last complete walk, and may have left images that were not looked up.
            LOG.info("Run {} was resumed and failed; starting a new run of all scopes", resumed.runId());
            return new SyncReport(null, begin(options, planned, null, planned));
        }
        LOG.info(
                "Run {} was resumed; listing again {} of {} scopes that it had listed before",
                resumed.runId(),
                stale.size(),
                planned.size());
        return new SyncReport(resumed, begin(options, planned, resumed.runId(), stale));
    }

    private List<Scope> stale(long runId, List<Scope> planned) {
        var keys = planned.stream().collect(Collectors.toMap(Function.identity(), scopes::keyOf));
        var stale = Set.copyOf(walks.stale(runId, keys.values()));
        return planned.stream().filter(scope -> stale.contains(keys.get(scope))).toList();
    }

    /** @param walked the planned scopes that the run will walk */
    private RunReport begin(SyncOptions options, List<Scope> planned, @Nullable Long after, List<Scope> walked) {
        var run = RunParameters.of(runs.open(options.dryRun()), options, planned, after);
        return RunContext.call(run.runId(), () -> {
            RunLog.started(run, false, walked.size());
            return execute(run, walked);
        });
    }

    private RunReport resume(RunParameters run, List<Scope> planned) {
        return RunContext.call(run.runId(), () -> {
            LOG.info("Resuming unfinished run {}", run.runId());
            runs.reopen(run.runId());
            RunLog.started(run, true, planned.size());
            return execute(run, planned);
        });
    }

    private RunReport execute(RunParameters run, List<Scope> walked) {
        progress.expect(run.runId(), walked);
        var execution = start(run);
        if (execution.getStatus() == BatchStatus.STOPPED) {
            runs.interrupted(run.runId(), RunOutcome.STOPPED);
        }
        var report = status.run(run.runId());
        if (report.outcome() == null) {
            runs.interrupted(run.runId(), RunOutcome.FAILED);
            report = status.run(run.runId());
        }
        RunLog.ended(report);
        return report;
    }

    private JobExecution start(RunParameters run) {
        try {
            return operator.start(job, run.toJobParameters());
        } catch (JobExecutionException e) {
            throw new SyncFailedException(
                    "JobNotStarted",
                    "run " + run.runId() + " could not be started: " + e.getMessage(),
                    "Start a new run with --fresh; what was written stays.",
                    e);
        } finally {
            stop.jobIsOver();
        }
    }

    private boolean mayMigrate() {
        return settings.migrate() == InventorySettings.Migrate.AUTO;
    }

    private void bringSchemaUpToDate(SyncOptions options) {
        if (mayMigrate() && !options.dryRun()) {
            migration.migrate();
            return;
        }
        var schema = migration.requireWritable();
        if (!schema.pending().isEmpty()) {
            throw new SyncFailedException(
                    "SchemaOutdated",
                    "the schema is outdated; pending migrations: " + String.join(", ", schema.pending()),
                    "Run the migrate command with a role that may change the schema.",
                    null);
        }
    }
}
