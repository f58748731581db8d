package org.imageinventory.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gateway's errors, with its own texts. */
final class Problems {

    private Problems() {}

    static Answer.Problem noPermission(AccessKey key, String action) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("AuthAction", "appstreaming:" + action);
        detail.put("AuthPrincipalType", "SubUser");
        detail.put("AuthPrincipalOwnerId", Long.toString(key.uid()));
        detail.put("AuthPrincipalDisplayName", key.account());
        detail.put("PolicyType", "AccountLevelIdentityBasedPolicy");
        detail.put("NoPermissionType", "ImplicitDeny");
        detail.put("EncodedDiagnosticMessage", "AQEAAAAAZ3N0YW5kLWlu");
        return new Answer.Problem(
                403,
                "Forbidden.NoPermission",
                "You are not authorized to access this page.",
                Map.of(),
                Map.of("AccessDeniedDetail", detail));
    }

    static Answer.Problem throttled(Map<String, String> headers) {
        return plain(400, "Throttling.User", "Request was denied due to user flow control.", headers);
    }

    static Answer.Problem throttledFor(Duration wait) {
        return throttled(Map.of(
                "x-acs-retry-after",
                Long.toString(wait.toMillis()),
                "x-ratelimit-user-api",
                "Limit:1,Remain:0,TimeLeft:" + wait.toMillis() + ",Reset:1"));
    }

    static Answer.Problem plain(int status, String code, String message, Map<String, String> headers) {
        return new Answer.Problem(status, code, message, headers, Map.of());
    }

    static Answer.Problem plain(int status, String code, String message) {
        return plain(status, code, message, Map.of());
    }
}
