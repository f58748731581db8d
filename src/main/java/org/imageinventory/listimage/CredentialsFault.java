package org.imageinventory.listimage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says why an account has no credentials. Causes are left out: they may quote what a credential service answered. */
final class CredentialsFault {

    /**
     * The library tells an unreachable service by status 0. The metadata service is not among these: off ECS it is
     * unreachable as a rule.
     */
    private static final Pattern SERVICE_TROUBLE = Pattern.compile(
            "Failed to connect (?:OIDC|RamRoleArn|Server)|Throttling|"
                    + "(?:credentials from (?:OIDC|RamRoleArn), |from server: \\S{1,500} )HttpCode[:=] ?(?:0|429|5\\d\\d)\\b");

    /** Long enough for what each provider of the default chain has to say. */
    private static final int LONGEST = 2_000;

    private CredentialsFault() {}

    static Fault of(RuntimeException failure, Account account) {
        var text = SafeText.of(failure.getMessage(), LONGEST);
        var network = SERVICE_TROUBLE.matcher(text).find()
                || Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .anyMatch(CredentialsFault::isNetwork);
        if (!network) {
            return because(text, account);
        }
        return Fault.local(
                ErrorCategory.UNREACHABLE,
                "CredentialsUnreachable",
                "the service that gives account '" + account.name() + "' its credentials did not answer as it should: "
                        + text,
                "Check the network between here and sts.aliyuncs.com, or the credentials service that is configured.",
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
