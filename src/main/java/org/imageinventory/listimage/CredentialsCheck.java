package org.imageinventory.listimage;

import com.aliyun.credentials.models.CredentialModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The source of an account's credentials, without secrets.
 *
 * @param provider the provider of the chain that returned them, as Alibaba's library names it: {@code env},
 *     {@code static_ak}, {@code default/oidc_role_arn} …
 * @param type {@code access_key}, {@code sts} …
 * @param accessKeyId the first four and last two characters of the AccessKey id
 */
public record CredentialsCheck(String provider, String type, String accessKeyId) {

    static CredentialsCheck of(CredentialModel credentials) {
        return new CredentialsCheck(
                orUnknown(credentials.getProviderName()),
                orUnknown(credentials.getType()),
                masked(credentials.getAccessKeyId()));
    }

    private static String masked(String id) {
        return id.length() < 10 ? "****" : id.substring(0, 4) + "****" + id.substring(id.length() - 2);
    }

    private static String orUnknown(@Nullable String text) {
        return Objects.requireNonNullElse(text, "unknown");
    }
}
