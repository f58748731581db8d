package org.imageinventory.listimage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account whose images are listed, and the source of its credentials: the default provider chain, unless a role or a
 * profile is set. If a value is not allowed, the exception names the configuration key.
 *
 * @param name the account's name in the configuration; not blank, without {@code /}
 * @param roleArn {@code acs:ram::<uid>:role/<name>}, assumed with the default chain's credentials; null for none
 * @param profile a profile of the Alibaba Cloud CLI's {@code ~/.aliyun/config.json}; null for none
 */
public record Account(String name, @Nullable String roleArn, @Nullable String profile) {

    private static final Pattern ROLE_ARN = Pattern.compile("acs:ram::\\d+:role/[\\w.\\-/]+");

    public Account {
        FilterText.require(name, "inventory.accounts.name");
        if (name.contains("/")) {
            throw new IllegalArgumentException("inventory.accounts.name '" + name
                    + "' contains '/', which separates account and region in scope names");
        }
        if (roleArn != null && profile != null) {
            throw new IllegalArgumentException("inventory.accounts: account '" + name
                    + "' has both role-arn and profile: keep one (a profile can assume a role by itself)");
        }
        if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
            throw new IllegalArgumentException("inventory.accounts.role-arn '" + roleArn + "' of account '" + name
                    + "' is not of the form acs:ram::<account id>:role/<role name>");
        }
        FilterText.check(profile, "inventory.accounts.profile");
    }
}
