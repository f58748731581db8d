package org.imageinventory.cli;

import org.jspecify.annotations.Nullable;

/**
 * Why a command failed: the exit code, one message, and what you can do.
 *
 * @param code a word for the kind of failure; scripts rely on it, and {@code docs/operations.md} lists all
 * @param advice null if the message says it all
 */
record Failure(int exitCode, String code, String message, @Nullable String advice) {}
