package org.imageinventory.cli;

import org.imageinventory.inventory.WalkReport;
import org.imageinventory.listimage.Advice;
import org.jspecify.annotations.Nullable;

/** What a person can do about a walk that did not come out complete. */
final class WalkAdvice {

    private WalkAdvice() {}

    /** Null where nothing is to be done. */
    static @Nullable String of(WalkReport walk) {
        return switch (walk.status()) {
            case COMPLETE ->
                walk.unsettled() == 0
                        ? null
                        : "The next sync looks them up again; 'show IMAGE_ID' prints what is stored of an image.";
            case RUNNING -> null;
            case TORN -> "The list kept changing while it was read: nothing was swept, the next sync walks it again.";
            case REFUSED ->
                "More images are missing than inventory.mass-delete-guard allows: sync --dry-run --accept-mass-delete "
                        + "looks each up and lists the deleted ones, the same without --dry-run marks them as deleted.";
            case FAILED -> walk.failure() == null ? null : ofCode(walk.failure().code());
        };
    }

    private static String ofCode(String code) {
        var onDatabase = onDatabase(code);
        if (onDatabase != null) {
            return onDatabase;
        }
        var advice = Advice.on(code);
        return advice == null
                ? "The next sync tries again; 'doctor' checks what the database and the API answer."
                : advice;
    }

    private static @Nullable String onDatabase(String code) {
        return switch (code) {
            case "LockTimeout", "Deadlock", "SerializationFailure" ->
                "Another session held what a chunk needed for longer than inventory.database.retry-budget:"
                        + " see pg_stat_activity while it lasts.";
            case "StatementCanceled" ->
                "Someone canceled a statement, or it took longer than inventory.database.statement-timeout:"
                        + " raise that if the database is merely slow.";
            case "DiskFull" -> "Make room on the database's disk; no chunk was written by half.";
            case "DatabaseConnectionLost" -> "See the database server's log; the next sync tries again.";
            default -> null;
        };
    }
}
