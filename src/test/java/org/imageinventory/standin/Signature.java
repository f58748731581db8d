package org.imageinventory.standin;

import org.jspecify.annotations.Nullable;

/** The signature of a request, not yet checked. */
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
