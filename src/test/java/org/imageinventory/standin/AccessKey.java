package org.imageinventory.standin;

import org.jspecify.annotations.Nullable;

/**
 * Who may call. Keys of one account name see one inventory; a denied key is known, but gets Forbidden.NoPermission.
 *
 * @param securityToken what an STS credential must send along, null for a plain key
 * @param account the account's name in the request log and on the control endpoint
 * @param uid the account's number, served as AliUid
 */
public record AccessKey(
        String id, String secret, @Nullable String securityToken, String account, long uid, boolean denied) {

    static final String DEFAULT_ACCOUNT = "main";
    static final long DEFAULT_UID = 1234567890123456L;

    /** A plain key of the default account. */
    public static AccessKey of(String id, String secret) {
        return new AccessKey(id, secret, null, DEFAULT_ACCOUNT, DEFAULT_UID, false);
    }

    /** The same key with an STS token that every call must carry. */
    public AccessKey withSecurityToken(String token) {
        return new AccessKey(id, secret, token, account, uid, denied);
    }

    /** The same key as one of another account. */
    public AccessKey ofAccount(String name, long number) {
        return new AccessKey(id, secret, securityToken, name, number, denied);
    }

    /** The same key without the permission to list. */
    public AccessKey withoutPermission() {
        return new AccessKey(id, secret, securityToken, account, uid, true);
    }
}
