package org.imageinventory.standin;

import org.jspecify.annotations.Nullable;

/**
 * A key that may call the stand-in. Keys with the same account name use the same inventory. A denied key is known, but
 * gets Forbidden.NoPermission.
 *
 * @param securityToken the STS token that every call must contain; null for a permanent key, whose calls must have none
 * @param account the account's name in the request log and on the control endpoint
 * @param uid the account's number, served as AliUid
 */
public record AccessKey(
        String id, String secret, @Nullable String securityToken, String account, long uid, boolean denied) {

    static final String DEFAULT_ACCOUNT = "main";
    static final long DEFAULT_UID = 1234567890123456L;

    /** Returns a permanent key of the default account. */
    public static AccessKey of(String id, String secret) {
        return new AccessKey(id, secret, null, DEFAULT_ACCOUNT, DEFAULT_UID, false);
    }

    /** Returns the same key with an STS token that every call must contain. */
    public AccessKey withSecurityToken(String token) {
        return new AccessKey(id, secret, token, account, uid, denied);
    }

    /** Returns the same key for another account. */
    public AccessKey ofAccount(String name, long number) {
        return new AccessKey(id, secret, securityToken, name, number, denied);
    }

    /** Returns the same key without the permission to list images. */
    public AccessKey withoutPermission() {
        return new AccessKey(id, secret, securityToken, account, uid, true);
    }
}
