package org.imageinventory.listimage;

/** What all clients of an account share. */
record AccountAccess(AccountCredentials credentials, RateLimiter limiter) {}
