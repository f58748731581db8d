/** The settings under {@code inventory}: read from files, environment variables and the command line, and checked before anything
 * starts. An error names the key and where its value comes from. */
@NullMarked
package org.imageinventory.settings;

import org.jspecify.annotations.NullMarked;
