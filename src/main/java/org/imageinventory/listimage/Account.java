package org.imageinventory.listimage;

import org.jspecify.annotations.Nullable;

/** Stub. */
public record Account(String name, @Nullable String roleArn, @Nullable String profile) {}
