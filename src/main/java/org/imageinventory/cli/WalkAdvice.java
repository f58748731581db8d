package org.imageinventory.cli;

import org.imageinventory.inventory.WalkReport;
import org.jspecify.annotations.Nullable;

/** What a person can do about a walk that did not come out complete. */
final class WalkAdvice {

    private WalkAdvice() {}

    /** Null where nothing is to be done. */
    static @Nullable String of(WalkReport walk) {
        return switch (walk.status()) {
            case COMPLETE, RUNNING -> null;
            case TORN -> "the list kept changing while it was read: nothing was swept, the next sync walks it again";
            case REFUSED ->
                "more images are missing than inventory.mass-delete-guard allows: if they are really gone, "
                        + "run sync --accept-mass-delete";
            case FAILED ->
                walk.failure() == null
                        ? null
                        : ofCode(walk.scope().account(), walk.failure().code());
        };
    }

    private static String ofCode(String account, String code) {
        if (code.startsWith("Forbidden") || code.startsWith("NoPermission")) {
            return "grant appstreaming:ListImage on * to the RAM identity of account " + account;
        }
        if (code.startsWith("InvalidAccessKeyId")
                || code.startsWith("InvalidSecurityToken")
                || code.equals("SignatureDoesNotMatch")
                || code.equals("IncompleteSignature")) {
            return "check the credentials of account " + account + "; doctor says which provider they come from";
        }
        if (code.startsWith("InvalidTimeStamp")) {
            return "set this machine's clock; doctor shows how far it is off";
        }
        if (code.startsWith("Throttling") || code.startsWith("Rejected.Throttling")) {
            return "lower inventory.rate-limit or inventory.concurrency, or give inventory.api.retry-budget more time";
        }
        if (code.startsWith("Invalid") || code.startsWith("Missing")) {
            return "correct inventory.filter, inventory.products or inventory.biz-regions";
        }
        return "the next sync resumes it; doctor checks what the API answers";
    }
}
