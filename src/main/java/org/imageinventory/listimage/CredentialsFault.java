package org.imageinventory.listimage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reason why an account has no credentials. Causes are left out, because they may quote a credentials service's
 * response.
 */
final class CredentialsFault {

    /**
     * Matches the library's messages about a credentials service that failed. Status 0 means an unreachable service.
     * The metadata service does not match, because outside ECS it is usually unreachable.
     */
    private static final Pattern SERVICE_FAILED = Pattern.compile(
            "Failed to connect (?:OIDC|RamRoleArn|Server)|Throttling|"
                    + "(?:credentials from (?:OIDC|RamRoleArn), |from server: \\S{1,500} )HttpCode[:=] ?(?:0|429|5\\d\\d)\\b");

    /** Long enough for the messages of all providers of the default chain. */
    private static final int LONGEST = 2_000;

    private CredentialsFault() {}

    static Fault of(RuntimeException failure, Account account) {
        var text = SafeText.of(failure.getMessage(), LONGEST);
        var network = SERVICE_FAILED.matcher(text).find()
                || Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .anyMatch(CredentialsFault::isNetwork);
        if (!network) {
            return because(text, account);
        }
        return Fault.local(
                ErrorCategory.UNREACHABLE,
                "CredentialsUnreachable",
                "the credentials service of account '" + account.name() + "' failed: " + text,
                "Check the network between here and sts.aliyuncs.com, or the configured credentials service.",
                null);
    }

    static Fault because(String reason, Account account) {
        return Fault.local(
                ErrorCategory.DENIED,
                "InvalidCredentials",
                "account '" + account.name() + "' has no credentials: " + reason,
                advice(account),
                null);
    }

    private static String advice(Account account) {
        if (account.profile() != null) {
            return "Check the profile '" + account.profile() + "' in ~/.aliyun/config.json ('aliyun configure list').";
        }
        if (account.roleArn() != null) {
            return "Check that the default chain's identity may call sts:AssumeRole, and that the trust policy of "
                    + account.roleArn() + " names it.";
        }
        return "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run where a RAM role is attached.";
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof IOException
                && !(cause instanceof FileNotFoundException)
                && !(cause instanceof FileSystemException);
    }
}
