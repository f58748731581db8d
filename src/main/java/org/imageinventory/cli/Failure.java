package org.imageinventory.cli;

import org.jspecify.annotations.Nullable;

/**
 * The reason why a command failed: the exit code, a message, and what you can do.
 *
 * @param code a word for the kind of failure; scripts rely on it, and {@code docs/operations.md} lists all
 * @param advice what you can do; null if the message is enough
 */
record Failure(int exitCode, String code, String message, @Nullable String advice) {}
