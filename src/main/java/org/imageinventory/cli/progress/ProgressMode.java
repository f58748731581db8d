package org.imageinventory.cli.progress;

/** The values of {@code --progress}, in lower case as users type them. */
public enum ProgressMode {
    /** Bars if standard error is a terminal, otherwise log lines. */
    auto,
    /** Bars, whatever standard error is. */
    always,
    never
}
