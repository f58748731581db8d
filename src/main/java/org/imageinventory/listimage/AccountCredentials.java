package org.imageinventory.listimage;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.CLIProfileCredentialsProvider;
import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import com.aliyun.credentials.provider.RamRoleArnCredentialProvider;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's credentials: one provider, built at the first need and kept, as it caches and refreshes by itself. Safe
 * for use by several threads.
 */
final class AccountCredentials implements AlibabaCloudCredentialsProvider {

    private static final Logger log = LoggerFactory.getLogger(AccountCredentials.class);

    private static final String PROFILE_VARIABLE = "ALIBABA_CLOUD_PROFILE";

    private final Account account;
    private final Map<String, String> environment;
    private @Nullable AlibabaCloudCredentialsProvider provider;
    private volatile @Nullable CredentialModel newest;

    AccountCredentials(Account account, Map<String, String> environment) {
        this.account = account;
        this.environment = environment;
    }

    /**
     * The credentials as of now.
     *
     * @throws ListImageException if there are none
     */
    @Override
    public CredentialModel getCredentials() {
        var credentials = ask();
        newest = credentials;
        return credentials;
    }

    /** Forgets what is cached: the service says that it has expired. */
    void renew() {
        close();
    }

    /** The text without the account's secrets, in case it quotes one. */
    String hide(String text) {
        var credentials = newest;
        if (credentials == null) {
            return text;
        }
        return hide(hide(text, credentials.getAccessKeySecret()), credentials.getSecurityToken());
    }

    @Override
    public String getProviderName() {
        return "image-inventory";
    }

    @Override
    public synchronized void close() {
        if (provider != null) {
            try {
                provider.close();
            } catch (Exception e) {
                log.debug("Account {}: the credentials provider did not close", account.name());
            }
            provider = null;
        }
    }

    private CredentialModel ask() {
        try {
            var credentials = provider().getCredentials();
            if (credentials == null || isEmpty(credentials.getAccessKeyId())) {
                throw new ListImageException(CredentialsFault.because("the provider gave no AccessKey", account));
            }
            return credentials;
        } catch (ListImageException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while credentials were fetched");
            }
            throw new ListImageException(CredentialsFault.of(e, account));
        }
    }

    private synchronized AlibabaCloudCredentialsProvider provider() {
        if (provider == null) {
            provider = build();
        }
        return provider;
    }

    private AlibabaCloudCredentialsProvider build() {
        if (account.profile() != null) {
            return profile(account.profile());
        }
        if (account.roleArn() == null) {
            return new DefaultCredentialsProvider();
        }
        return RamRoleArnCredentialProvider.builder()
                .credentialsProvider(new DefaultCredentialsProvider())
                .roleArn(account.roleArn())
                .roleSessionName("image-inventory")
                .build();
    }

    private AlibabaCloudCredentialsProvider profile(String name) {
        var variable = environment.get(PROFILE_VARIABLE);
        if (!isEmpty(variable) && !name.equals(variable)) {
            // The provider prefers the variable to the name it is given, and would answer for another account.
            throw new ListImageException(CredentialsFault.because(
                    "the environment variable " + PROFILE_VARIABLE + " is '" + variable
                            + "' and overrides the profile '" + name + "': unset it",
                    account));
        }
        return CLIProfileCredentialsProvider.builder().profileName(name).build();
    }

    private static String hide(String text, @Nullable String secret) {
        return secret == null || secret.length() < 4 ? text : text.replace(secret, "***");
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
