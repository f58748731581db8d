package org.imageinventory.job;

import java.util.List;
import org.imageinventory.inventory.HeldElsewhereException;
import org.imageinventory.inventory.Migration;
import org.imageinventory.inventory.NewerSchemaException;
import org.imageinventory.inventory.RunLock;
import org.imageinventory.inventory.RunLockException;
import org.imageinventory.inventory.RunOutcome;
import org.imageinventory.inventory.RunReport;
import org.imageinventory.inventory.Runs;
import org.imageinventory.inventory.Scope;
import org.imageinventory.inventory.StatusQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.stereotype.Component;

/** One run, from the lock to the report: resumes the unfinished one or begins a new one. */
@Component
public final class Sync {

    private static final Logger LOG = LoggerFactory.getLogger(Sync.class);

    private final RunLock lock;
    private final Migration migration;
    private final ScopePlan scopePlan;
    private final UnfinishedRun unfinishedRun;
    private final Runs runs;
    private final StatusQuery status;
    private final ProgressBoard progress;
    private final Consent consent;
    private final GracefulStop stop;
    private final JobOperator operator;
    private final Job job;
    private final InventorySettings settings;
    private final RunMeters meters;

    Sync(
            RunLock lock,
            Migration migration,
            ScopePlan scopePlan,
            UnfinishedRun unfinishedRun,
            Runs runs,
            StatusQuery status,
            ProgressBoard progress,
            Consent consent,
            GracefulStop stop,
            JobOperator operator,
            Job job,
            InventorySettings settings,
            RunMeters meters) {
        this.lock = lock;
        this.migration = migration;
        this.scopePlan = scopePlan;
        this.unfinishedRun = unfinishedRun;
        this.runs = runs;
        this.status = status;
        this.progress = progress;
        this.consent = consent;
        this.stop = stop;
        this.operator = operator;
        this.job = job;
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Runs to the end, or to where it is stopped.
     *
     * @throws ConfigurationException if the scope pattern matches nothing; nothing was contacted
     * @throws HeldElsewhereException if another run holds the inventory; nothing was done
     * @throws NewerSchemaException if a later version of this program has migrated the schema; nothing was done
     * @throws RunLockException if the lock cannot be relied on, or was lost
     * @throws StoppedException if the application was told to end before the run had begun
     * @throws SyncFailedException if the run could not be begun or brought to its end
     */
    public RunReport run(SyncOptions options) {
        var scopes = scopePlan.scopes(options.scopePattern());
        return meters.measure(options, () -> run(options, scopes));
    }

    private RunReport run(SyncOptions options, List<Scope> scopes) {
        return lock.holding(() -> {
            stop.failIfAsked();
            bringSchemaUpToDate(options);
            stop.failIfAsked();
            var planned = RunParameters.fingerprint(scopes);
            var unfinished = unfinishedRun.find(options, planned);
            var run = unfinished.orElseGet(() -> RunParameters.of(runs.open(options.dryRun()), options, scopes));
            return RunContext.call(run.runId(), () -> {
                if (unfinished.isPresent()) {
                    goOnWith(run);
                }
                progress.expect(run.runId(), scopes);
                consent.toMassDelete(options.acceptMassDelete());
                return execute(run);
            });
        });
    }

    private void goOnWith(RunParameters run) {
        LOG.info("Going on with run {}, which did not come to its end", run.runId());
        runs.reopen(run.runId());
    }

    private RunReport execute(RunParameters run) {
        var execution = start(run);
        if (execution.getStatus() == BatchStatus.STOPPED) {
            runs.interrupted(run.runId(), RunOutcome.STOPPED);
        }
        var report = status.run(run.runId());
        if (report.outcome() == null) {
            runs.interrupted(run.runId(), RunOutcome.FAILED);
            return status.run(run.runId());
        }
        return report;
    }

    private JobExecution start(RunParameters run) {
        try {
            return operator.start(job, run.toJobParameters());
        } catch (JobExecutionException e) {
            throw new SyncFailedException(
                    "JobNotStarted",
                    "run " + run.runId() + " could not be started: " + e.getMessage(),
                    "Start it anew with --fresh; what was written stays.",
                    e);
        } finally {
            stop.jobIsOver();
        }
    }

    private void bringSchemaUpToDate(SyncOptions options) {
        if (settings.migrate() == InventorySettings.Migrate.AUTO && !options.dryRun()) {
            migration.migrate();
            return;
        }
        var schema = migration.state();
        schema.requireKnown();
        if (!schema.pending().isEmpty()) {
            throw new SyncFailedException(
                    "SchemaOutdated",
                    "the schema is behind: to be applied are versions " + String.join(", ", schema.pending()),
                    "Run the migrate command with a role that may change the schema.",
                    null);
        }
    }
}
