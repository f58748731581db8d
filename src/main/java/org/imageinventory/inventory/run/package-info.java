/** Runs, scopes and walks: their rows, the result of each pass, and their reports. */
@NullMarked
package org.imageinventory.inventory.run;

import org.jspecify.annotations.NullMarked;
