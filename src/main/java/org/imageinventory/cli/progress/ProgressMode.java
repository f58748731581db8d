package org.imageinventory.cli.progress;

/** The values of {@code --progress}, in lower case as users type them. */
public enum ProgressMode {
    auto,
    always,
    never
}
