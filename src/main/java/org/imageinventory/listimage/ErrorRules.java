package org.imageinventory.listimage;

import java.util.regex.Pattern;

/**
 * The category of each error code. The code takes precedence over the HTTP status: this API returns
 * {@code InternalError} with status 400, and may return {@code Success: false} with status 200.
 */
final class ErrorRules {

    static final Pattern THROTTLED = Pattern.compile("(?i).*throttl.*|429|RateLimited|QpsLimitExceeded.*");

    private static final Pattern DENIED = Pattern.compile("(?i)(401|403|407|Forbidden|NoPermission|AccessDenied|"
            + "Unauthorized|InvalidAccessKeyId|InvalidSecurityToken|InvalidCredentials|SignatureDoesNotMatch|"
            + "IncompleteSignature|InvalidTimeStamp|Authentication)([.].*)?");

    /** Includes SignatureNonceUsed, because each attempt is signed again with a new nonce. */
    private static final Pattern TRANSIENT = Pattern.compile("(?i)SignatureNonceUsed|5\\d\\d|408|(.*[.])?("
            + "Internal(Server)?Error|SystemError|UnknownError|Service(Temporarily)?Unavailable|ServiceTimeout|RequestTimeout|"
            + "ServerBusy|SystemBusy|ServiceBusy)([.].*)?");

    private static final Pattern INVALID = Pattern.compile("(?i)(Invalid|Missing|Unsupported|Illegal).*");

    private ErrorRules() {}

    /**
     * Returns the category of an error.
     *
     * @param status the HTTP status
     * @param errorCode the error code; {@code Http<status>} if the response has none
     * @param asksToWait whether the gateway's own header asks the client to wait
     */
    static ErrorCategory categoryOf(int status, String errorCode, boolean asksToWait) {
        var code = errorCode.replaceAll("[_\\s-]", ""); // INTERNAL_ERROR is InternalError
        if (THROTTLED.matcher(code).matches()) {
            return ErrorCategory.THROTTLED;
        }
        if (TRANSIENT.matcher(code).matches()) {
            return ErrorCategory.TRANSIENT;
        }
        if (DENIED.matcher(code).matches()) {
            return ErrorCategory.DENIED;
        }
        if (asksToWait || status == 429) {
            return ErrorCategory.THROTTLED;
        }
        if (INVALID.matcher(code).matches() && status < 500) {
            return ErrorCategory.INVALID;
        }
        return byStatus(status);
    }

    private static ErrorCategory byStatus(int status) {
        if (status >= 500 || status == 408) {
            return ErrorCategory.TRANSIENT;
        }
        if (status == 401 || status == 403 || status == 407) {
            return ErrorCategory.DENIED;
        }
        return ErrorCategory.INVALID;
    }
}
