package org.imageinventory.job;

import java.time.Clock;
import java.util.Optional;
import org.imageinventory.inventory.Runs;
import org.imageinventory.inventory.Walks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Finds the run that a process left behind when it failed, was stopped or was killed. Only for the lock's holder. */
@Component
final class UnfinishedRun {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedRun.class);

    private final JobRepository repository;
    private final JobOperator operator;
    private final Runs runs;
    private final Walks walks;
    private final InventorySettings settings;
    private final Clock clock;

    UnfinishedRun(
            JobRepository repository,
            JobOperator operator,
            Runs runs,
            Walks walks,
            InventorySettings settings,
            Clock clock) {
        this.repository = repository;
        this.operator = operator;
        this.runs = runs;
        this.walks = walks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The run to go on with, ready to be started again; empty if there is none, or none that is to be gone on with. No
     * other run is left open, unless this one is dry and has nothing to say in that.
     *
     * @param scopes the fingerprint of what is to be walked now: a run over other scopes is not gone on with
     */
    Optional<RunParameters> find(SyncOptions options, String scopes) {
        if (options.dryRun()) {
            return Optional.empty();
        }
        var resumable =
                left().filter(run -> !options.fresh() && RunContext.call(run.runId(), () -> isResumable(run, scopes)));
        runs.giveUpUnfinished(resumable.map(RunParameters::runId).orElse(null));
        return resumable;
    }

    /** The newest run if it was not closed and its job has not completed, with the state of a dead process put right. */
    private Optional<RunParameters> left() {
        var instance = runs.newestOpen()
                .map(runId -> repository.getJobInstance(SyncJob.NAME, RunParameters.identifying(runId)))
                .orElse(null);
        var last = instance == null ? null : repository.getLastJobExecution(instance);
        if (last == null || last.getStatus() == BatchStatus.COMPLETED || last.getStatus() == BatchStatus.ABANDONED) {
            return Optional.empty();
        }
        if (last.isRunning()
                || last.getStepExecutions().stream()
                        .anyMatch(step -> step.getStatus().isRunning())) {
            // We hold the lock, so no process is behind it any more.
            last = operator.recover(last);
        }
        settle(last);
        return Optional.of(RunParameters.of(last.getJobParameters()));
    }

    /** Makes a restart come back to walks that Spring Batch takes for done. */
    private void settle(JobExecution last) {
        for (var step : last.getStepExecutions()) {
            if (isUnjudged(step)) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
    }

    /** It has completed, but the process ended before it could say what the pass was worth. */
    private boolean isUnjudged(StepExecution step) {
        if (step.getStatus() != BatchStatus.COMPLETED || !step.getStepName().startsWith(WalkStep.NAME + ":")) {
            return false;
        }
        var state = new WalkState(step.getExecutionContext());
        return walks.wanting(SyncJob.runId(step), state.pass()).containsKey(state.scopeKey());
    }

    private boolean isResumable(RunParameters run, String scopes) {
        if (!run.scopes().equals(scopes)) {
            LOG.info("Run {} is unfinished, but what is to be walked has changed: beginning anew", run.runId());
            return false;
        }
        var startedAt = runs.startedAt(run.runId());
        if (startedAt.plus(settings.resumeWithin()).isBefore(clock.instant())) {
            LOG.info(
                    "Run {} is unfinished since {}, longer than inventory.resume-within: beginning anew",
                    run.runId(),
                    startedAt);
            return false;
        }
        return true;
    }
}
