/** The memory of a run, which must not grow with the inventory. */
@NullMarked
package org.imageinventory.memory;

import org.jspecify.annotations.NullMarked;
