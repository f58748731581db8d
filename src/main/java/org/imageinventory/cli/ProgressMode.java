package org.imageinventory.cli;

/** The values of {@code --progress}, written as people type them. */
enum ProgressMode {
    auto,
    always,
    never
}
