package org.imageinventory.job;

import org.imageinventory.inventory.database.DatabaseErrorKind;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.listimage.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for walks that are not complete or have unsettled images. */
public final class WalkAdvice {

    private WalkAdvice() {}

    /** Returns the advice, or null if there is nothing to do. */
    public static @Nullable String of(WalkReport walk) {
        return of(walk.status(), walk.failure(), walk.unsettled());
    }

    static @Nullable String of(WalkStatus status, WalkReport.@Nullable Failure failure, long unsettled) {
        return switch (status) {
            case COMPLETE ->
                unsettled == 0
                        ? null
                        : "The next sync looks these images up again; 'show IMAGE_ID' prints an image's stored state.";
            case RUNNING -> null;
            case TORN -> "The list changed during all passes: nothing was swept; the next sync walks it again.";
            case REFUSED ->
                "More images are missing than inventory.mass-delete-guard allows: 'sync --dry-run --accept-mass-delete' "
                        + "looks them up and lists the deleted ones; without --dry-run it also marks them as deleted.";
            case FAILED -> failure == null ? null : ofCode(failure.code());
        };
    }

    private static String ofCode(String code) {
        var database = DatabaseErrorKind.ofCode(code).advice();
        if (database != null) {
            return database;
        }
        var api = Advice.on(code);
        return api == null ? "The next sync tries again; 'doctor' checks the database and the API." : api;
    }
}
