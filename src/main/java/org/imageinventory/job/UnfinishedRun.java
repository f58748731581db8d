package org.imageinventory.job;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import org.imageinventory.inventory.run.Runs;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.settings.InventorySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Finds the run that a failed, stopped or killed process left unfinished. Only the holder of the run lock may use it. */
@Component
final class UnfinishedRun {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedRun.class);

    private final JobRepository repository;
    private final Runs runs;
    private final Walks walks;
    private final InventorySettings settings;
    private final Clock clock;

    UnfinishedRun(JobRepository repository, Runs runs, Walks walks, InventorySettings settings, Clock clock) {
        this.repository = repository;
        this.runs = runs;
        this.walks = walks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Returns the run to resume, ready to be started again; empty if there is none. Closes all other unfinished runs. A dry
     * run resumes and closes nothing.
     *
     * @param scopes the digest of the planned scopes; a run with other scopes is not resumed
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

    /** Returns the newest run if it is unfinished, after settling the state that a dead process left. */
    private Optional<RunParameters> left() {
        return runs.newestOpen()
                .map(runId -> repository.getJobInstance(RunParameters.JOB_NAME, RunParameters.identifying(runId)))
                .flatMap(this::left);
    }

    private Optional<RunParameters> left(JobInstance instance) {
        var last = repository.getLastJobExecution(instance);
        if (last == null || last.getStatus() == BatchStatus.COMPLETED) {
            return Optional.empty();
        }
        repository.getJobExecutions(instance).forEach(this::settle);
        return Optional.of(RunParameters.of(last.getJobParameters()));
    }

    /**
     * Makes each execution restartable. This process holds the run lock, so no other one runs any of them, whatever their
     * status is: after a kill it is the one before the kill, and after a lost connection it may be unknown.
     */
    private void settle(JobExecution execution) {
        for (var step : execution.getStepExecutions()) {
            if (isInterrupted(step.getStatus()) || isUnevaluated(step)) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(LocalDateTime.now(clock));
                repository.update(step);
            }
        }
        if (isInterrupted(execution.getStatus())) {
            execution.setStatus(BatchStatus.FAILED);
            execution.setEndTime(LocalDateTime.now(clock));
            repository.update(execution);
        }
    }

    private static boolean isInterrupted(BatchStatus status) {
        return switch (status) {
            case COMPLETED, STOPPED, FAILED -> false;
            case STARTING, STARTED, STOPPING, ABANDONED, UNKNOWN -> true;
        };
    }

    /** Whether a pass was read to its end, but the process ended before it wrote the result of the walk. */
    private boolean isUnevaluated(StepExecution step) {
        if (step.getStatus() != BatchStatus.COMPLETED || !step.getStepName().startsWith(WalkStep.NAME + ":")) {
            return false;
        }
        var pass = Partitions.keyOf(step);
        return walks.wanting(pass.runId(), pass.pass()).contains(pass.scopeKey());
    }

    private boolean isResumable(RunParameters run, String scopes) {
        if (!run.scopes().equals(scopes)) {
            LOG.info("Cannot resume run {}: its scopes have changed. Starting a new run", run.runId());
            return false;
        }
        var startedAt = runs.startedAt(run.runId());
        if (startedAt.plus(settings.resumeWithin()).isBefore(clock.instant())) {
            LOG.info(
                    "Cannot resume run {}: it started at {}, longer ago than inventory.resume-within. Starting a new run",
                    run.runId(),
                    startedAt);
            return false;
        }
        return true;
    }
}
