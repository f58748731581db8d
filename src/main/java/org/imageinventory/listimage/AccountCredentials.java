package org.imageinventory.listimage;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.CLIProfileCredentialsProvider;
import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import com.aliyun.credentials.provider.RamRoleArnCredentialProvider;
import com.aliyun.credentials.utils.AuthConstant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's credentials. Their provider is built at the first use and kept, because it caches and refreshes them.
 * Safe for use by several threads.
 */
final class AccountCredentials implements AlibabaCloudCredentialsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(AccountCredentials.class);

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
     * Returns the current credentials.
     *
     * @throws ListImageException if there are none
     */
    @Override
    public CredentialModel getCredentials() {
        var credentials = ask();
        newest = credentials;
        return credentials;
    }

    /** Whether the provider fetches credentials that expire. A permanent AccessKey stays the same if it is read again. */
    boolean areTemporary() {
        var credentials = newest;
        return credentials != null && !AuthConstant.ACCESS_KEY.equals(credentials.getType());
    }

    /** Discards cached credentials, because the API refused them. */
    void renew() {
        close();
    }

    /** Returns the text with the account's secrets replaced, if it quotes any. */
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
                LOG.debug("Account {}: could not close the credentials provider", account.name());
            }
            provider = null;
        }
    }

    private CredentialModel ask() {
        try {
            var credentials = provider().getCredentials();
            if (credentials == null || isEmpty(credentials.getAccessKeyId())) {
                throw new ListImageException(CredentialsFault.because("the provider returned no AccessKey", account));
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
            // The provider would prefer the variable to the name, and return another account's credentials.
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
