package org.imageinventory.listimage;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The category of each error code. The code takes precedence over the HTTP status: this API returns
 * {@code InternalError} with status 400, and may return {@code Success: false} with status 200.
 */
final class ErrorRules {

    /** The API refuses the time of the request. */
    static final Pattern WRONG_CLOCK = Pattern.compile("(?i)InvalidTimeStamp.*|InvalidParameter[.]TimeStamp");

    /**
     * Newly fetched temporary credentials may be accepted. A provider can return such credentials after they were
     * revoked, and before they are known everywhere. Alibaba Cloud's own clients fetch again after the same codes.
     */
    private static final Set<String> REFUSED_CREDENTIALS = Set.of(
            "InvalidSecurityToken.Expired",
            "InvalidSecurityToken.MismatchWithAccessKey",
            "InvalidSecurityToken.Malformed",
            "MissingSecurityToken",
            "InvalidAccessKeyId.NotFound",
            "InvalidAccessKeyId.Inactive");

    private static final Pattern HTTP = Pattern.compile("Http(\\d{3})");

    private static final Pattern THROTTLED = Pattern.compile("(?i).*throttl.*|429|(.*[.])?("
            + "(Qps|Rate|Request)LimitExceeded.*|(RateLimited|FlowControl|TooManyRequests?)([.].*)?)");

    private static final Pattern DENIED = Pattern.compile("(?i)(401|403|407|Forbidden|NoPermission|AccessDenied|"
            + "Unauthorized|InvalidAccessKeyId|InvalidSecurityToken|InvalidCredentials|SignatureDoesNotMatch|"
            + "IncompleteSignature|InvalidSignature\\w*|InvalidTimeStamp|InvalidParameter[.]TimeStamp|"
            + "Missing(SecurityToken|AccessKeyId|Authorization|Signature\\w*|TimeStamp)|"
            + ".*Arrear.*|InvalidAccountStatus|InsufficientBalance|Authentication)([.].*)?");

    /** Includes SignatureNonceUsed, because each attempt is signed again with a new nonce. */
    private static final Pattern TRANSIENT = Pattern.compile(
            "(?i)SignatureNonceUsed|5\\d\\d|408|(.*[.])?("
                    + "Internal(Server|Service)?(Error|Failure)|ServerError|SystemError|UnknownError|"
                    + "Service(Temporarily)?Unavailable|ServiceTimeout|RequestTimeout|ServerBusy|SystemBusy|ServiceBusy)([.].*)?");

    /** Without the names of Java's exceptions, which a walk stores if the program itself fails. */
    private static final Pattern INVALID = Pattern.compile("(?i)(Invalid|Missing|Unsupported|Illegal).*(?<!Exception)");

    private ErrorRules() {}

    /** Whether the API refuses the credentials, but may accept newly fetched ones. */
    static boolean refusesCredentials(String errorCode) {
        return REFUSED_CREDENTIALS.contains(errorCode);
    }

    /**
     * Returns the category of an error.
     *
     * @param status the HTTP status
     * @param errorCode the error code; {@code Http<status>} if the response has none
     * @param asksToWait whether the gateway's own header asks the client to wait
     */
    static ErrorCategory categoryOf(int status, String errorCode, boolean asksToWait) {
        var byCode = decided(errorCode);
        if (byCode != null && byCode != ErrorCategory.INVALID) {
            return byCode;
        }
        if (asksToWait || status == 429) {
            return ErrorCategory.THROTTLED;
        }
        return byCode != null && status < 500 ? byCode : byStatus(status);
    }

    /** Returns the category of an error if only its code is known; null if the code does not decide it. */
    static @Nullable ErrorCategory categoryOf(String errorCode) {
        var http = HTTP.matcher(errorCode);
        return http.matches() ? byStatus(Integer.parseInt(http.group(1))) : decided(errorCode);
    }

    private static @Nullable ErrorCategory decided(String errorCode) {
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
        return INVALID.matcher(code).matches() ? ErrorCategory.INVALID : null;
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
