/** Runs that are killed at any moment, or whose database crashes, compared with undisturbed twins. */
@NullMarked
package org.imageinventory.chaos;

import org.jspecify.annotations.NullMarked;
