package org.imageinventory.cli.progress;

/** The values of {@code --progress}, written as people type them. */
public enum ProgressMode {
    auto,
    always,
    never
}
