/** Runs, scopes and walks: their rows, the result of each pass, and the reports on them. */
@NullMarked
package org.imageinventory.inventory.run;

import org.jspecify.annotations.NullMarked;
