package org.imageinventory.cli.report;

import org.imageinventory.inventory.database.DatabaseErrorKind;
import org.imageinventory.inventory.run.WalkReport;
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
        var database = DatabaseErrorKind.ofCode(code).advice();
        if (database != null) {
            return database;
        }
        var api = Advice.on(code);
        return api == null ? "The next sync tries again; 'doctor' checks the database and the API." : api;
    }
}
