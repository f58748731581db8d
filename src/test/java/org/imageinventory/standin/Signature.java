package org.imageinventory.standin;

import org.jspecify.annotations.Nullable;

/** A request's claim about who sent it, ready to be checked. */
interface Signature {

    String accessKeyId();

    @Nullable
    String securityToken();

    String date();

    String nonce();

    String given();

    String stringToSign();

    String expected(String secret);
}
