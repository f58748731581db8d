package org.imageinventory.cli.report;

import org.imageinventory.inventory.database.DatabaseErrorKind;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.listimage.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for walks that are not complete or have unsettled images. */
final class WalkAdvice {

    private WalkAdvice() {}

    /** Returns the advice, or null if there is nothing to do. */
    static @Nullable String of(WalkReport walk) {
        return switch (walk.status()) {
            case COMPLETE ->
                walk.unsettled() == 0
                        ? null
                        : "The next sync looks these images up again; 'show IMAGE_ID' prints an image's stored state.";
            case RUNNING -> null;
            case TORN -> "The list changed during all passes: nothing was swept; the next sync walks it again.";
            case REFUSED ->
                "More images are missing than inventory.mass-delete-guard allows: 'sync --dry-run --accept-mass-delete' "
                        + "looks them up and lists the deleted ones; without --dry-run it also marks them as deleted.";
            case FAILED -> walk.failure() == null ? null : ofCode(walk.failure().code());
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
