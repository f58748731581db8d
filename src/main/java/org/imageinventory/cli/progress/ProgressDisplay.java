package org.imageinventory.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.imageinventory.job.ProgressBoard;
import org.imageinventory.job.RunContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The display of the progress of walks: bars on a terminal, otherwise log lines. */
public final class ProgressDisplay {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);
    private static final long REDRAW_MILLIS = 200;
    private static final long LOG_MILLIS = 10_000;

    private final ScheduledExecutorService ticker;
    private final Runnable end;

    private ProgressDisplay(@Nullable Runnable tick, long millis, Runnable end) {
        this.end = end;
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        if (tick != null) {
            var unused = ticker.scheduleAtFixedRate(tick, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    public static ProgressDisplay start(ProgressMode mode, ProgressBoard board, Clock clock, PrintStream err) {
        if (mode == ProgressMode.never) {
            return new ProgressDisplay(null, LOG_MILLIS, () -> {});
        }
        return mode == ProgressMode.always || Terminal.canRedraw() ? bars(board, clock, err) : log(board, clock);
    }

    private static ProgressDisplay bars(ProgressBoard board, Clock clock, PrintStream err) {
        var bars = new ProgressBars(Terminal.width());
        var screen = new ProgressScreen(err);
        var others = System.err;
        System.setErr(screen.above());
        return new ProgressDisplay(
                () -> screen.draw(bars.lines(board.snapshot(), clock.instant())), REDRAW_MILLIS, () -> {
                    screen.clear();
                    System.setErr(others);
                });
    }

    private static ProgressDisplay log(ProgressBoard board, Clock clock) {
        var words = new ProgressWords();
        return new ProgressDisplay(
                () -> log(words.line(board.snapshot(), clock.instant()), board.run()), LOG_MILLIS, () -> {});
    }

    private static void log(String line, @Nullable Long run) {
        if (run == null) {
            LOG.info("{}", line);
            return;
        }
        RunContext.run(run, () -> LOG.info("{}", line));
    }

    /** Ends the display and removes the bars from the terminal. */
    public void close() {
        ticker.shutdown();
        try {
            var unused = ticker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end.run();
    }
}
