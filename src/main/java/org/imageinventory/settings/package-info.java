/**
 * The settings under {@code inventory}. They are read from files, environment variables and the command line, and
 * checked before anything starts. An error names the key and the source of its value.
 */
@NullMarked
package org.imageinventory.settings;

import org.jspecify.annotations.NullMarked;
